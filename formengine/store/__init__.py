"""Everything that lasts: definitions, drafts, files and submissions in one SQLite file and one folder beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from formengine.store.accounts import Accounts
from formengine.store.attempts import Attempts
from formengine.store.audit import Audit
from formengine.store.bundles import Bundles
from formengine.store.database import Database
from formengine.store.drafts import Drafts
from formengine.store.edits import Edits
from formengine.store.files import Files
from formengine.store.histories import Histories
from formengine.store.invitations import Invitations
from formengine.store.presence import Presence
from formengine.store.previewfindings import PreviewFindings
from formengine.store.resume import Resume
from formengine.store.room import UNLIMITED, Room
from formengine.store.signins import SignIns
from formengine.store.submissions import Submissions
from formengine.store.themes import Themes

__all__ = ["Room", "Store"]

DATABASE_NAME = "antragswerkstatt.db"


@dataclass(frozen=True, slots=True)
class Store:
    """The rooms of the store over one data folder."""

    database: Database
    bundles: Bundles
    edits: Edits
    histories: Histories
    drafts: Drafts
    resume: Resume
    files: Files
    submissions: Submissions
    preview_findings: PreviewFindings
    presence: Presence
    accounts: Accounts
    invitations: Invitations
    sign_ins: SignIns
    attempts: Attempts
    audit: Audit
    themes: Themes

    @classmethod
    def open(cls, data: Path, room: Room = UNLIMITED) -> "Store":
        """Open the data folder, making it if it is missing; raises `StoreRefused` rather than touch a damaged file."""
        database = Database(data / DATABASE_NAME)
        files = Files(database, data / "files", room)
        return cls(
            database=database,
            bundles=Bundles(database),
            edits=Edits(database),
            histories=Histories(database),
            drafts=Drafts(database, room),
            resume=Resume(database),
            files=files,
            submissions=Submissions(database),
            preview_findings=PreviewFindings(database),
            presence=Presence(database),
            accounts=Accounts(database),
            invitations=Invitations(database),
            sign_ins=SignIns(database),
            attempts=Attempts(database),
            audit=Audit(database),
            themes=Themes(database),
        )

    def purge(self, now: datetime) -> int:
        """Delete expired drafts, then every byte that nobody refers to, from file, log and disk; returns the drafts."""
        deleted = self.drafts.purge(now)
        self.files.purge()
        self.database.checkpoint()
        return deleted

    def close(self) -> None:
        """Close all connections."""
        self.database.close()
