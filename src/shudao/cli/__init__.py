"""The command line: `shudao NOUN VERB`, every command with `--json`. Arguments and printing only."""
