"""Steps 保安全, 助流通 (white paper 4.10, 4.11): who did what to which subject, so that an outsider can check it.

Nouns: entry (审计记录), leaf, tile, checkpoint (检查点), proof. An entry is written in the business transaction; within
a second it becomes a leaf of a Merkle log in the C2SP *tlog-tiles* form, whose checkpoint is signed by Ed25519 and SM2.
It decides no permission, judges no entry, and takes no personal values: subjects are named by id.
"""
