"""Step three, 建平台: workspaces, announcements, materials and the sharing of assets between departments. A room
with one paragraph so far: what is not yet built is not pretended.
"""
