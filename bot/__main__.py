"""`python -m bot`: the verbs."""

from bot.cli.main import cli

if __name__ == "__main__":
    cli()
