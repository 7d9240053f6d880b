"""The rows of one draft, read when somebody asks for them: a step of a long form needs only a few."""

from collections.abc import Iterable, Iterator, Mapping

from formengine.store.drafts import Drafts, PageRow


class Rows(Mapping[str, PageRow]):
    """The rows that have been written, by page id; each is read once, so that a request sees one state of it."""

    def __init__(self, drafts: Drafts, number: str) -> None:
        self._drafts = drafts
        self._number = number
        self._read: dict[str, PageRow | None] = {}
        self._complete = False

    @classmethod
    def holding(cls, drafts: Drafts, number: str, rows: Mapping[str, PageRow]) -> "Rows":
        """Rows that are known already, all of them."""
        found = cls(drafts, number)
        found._read, found._complete = dict(rows), True
        return found

    def load(self, pages: Iterable[str]) -> None:
        """Read the rows of several pages at once."""
        missing = [page for page in pages if page not in self._read]
        if missing and not self._complete:
            self._read |= dict.fromkeys(missing) | self._drafts.pages(self._number, missing)

    def replaced(self, page: str, row: PageRow) -> "Rows":
        """The same rows after a write to one of them."""
        after = Rows(self._drafts, self._number)
        after._read, after._complete = {**self._read, page: row}, self._complete
        return after

    def __getitem__(self, page: str) -> PageRow:
        if page not in self._read:
            self.load((page,))
        row = self._read.get(page)
        if row is None:
            raise KeyError(page)
        return row

    def __iter__(self) -> Iterator[str]:
        if not self._complete:
            self._read = {**self._drafts.pages(self._number), **self._read}
            self._complete = True
        return (page for page, row in self._read.items() if row is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
