"""The guards that `make mutants` takes out."""

from typing import Final

from scripts.guards_of_accounts import GUARDS_OF_ACCOUNTS
from scripts.guards_of_definitions import GUARDS_OF_DEFINITIONS
from scripts.guards_of_requests import GUARDS_OF_REQUESTS

GUARDS: Final = (*GUARDS_OF_DEFINITIONS, *GUARDS_OF_REQUESTS, *GUARDS_OF_ACCOUNTS)
