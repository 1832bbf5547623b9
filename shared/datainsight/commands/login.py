"""`datainsight login`."""

import argparse
import getpass
import sys

from datainsight.client import models
from datainsight.client.api import Client
from datainsight.client.user_files import SignedIn
from datainsight.commands.service_access import http_client, user_files
from datainsight.errors import UsageError


def run(arguments: argparse.Namespace) -> None:
    """Signs in with e-mail and password, or with an API key, and keeps that for later commands.

    Raises:
        UsageError: Neither is given.
        UnauthenticatedError: It is wrong.
    """
    server = arguments.server.rstrip("/")
    files = user_files()
    with http_client(server) as http:
        if arguments.email:
            asked = models.LoginRequest(email=arguments.email, password=_secret("Password: "))
            tokens = Client(server, http=http).login(asked)
            files.remember(SignedIn(server=server, refresh_token=tokens.refresh_token))
        else:
            key = _secret("API key: ")
            Client(server, key, http=http).list_datasets(limit=1)  # refused with a key that is not good
            files.remember(SignedIn(server=server, api_key=key))
    sys.stdout.write(f"Signed in at {server}.\n")


def _secret(prompt: str) -> str:
    """From the terminal without an echo, or one line of standard input; never an argument others can see."""
    given = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise UsageError("nothing was entered.", remedy="Type it, or send it as a line of standard input.")
    return given
