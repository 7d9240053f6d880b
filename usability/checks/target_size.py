"""Whatever is pressed is 24 by 24 pixels large, or stands so far from everything else that nobody misses it."""

from usability.acting import prepare, sized
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Answer, Rule

_RULE = Rule(
    id="zielgroesse",
    title="Eine Schaltfläche, ein Link oder ein Kästchen ist zu klein und steht zu eng",
    wcag=("2.5.8",),
    whom="Menschen mit zitternden Händen, mit großen Fingern oder kleinen Bildschirmen",
    mend="Machen Sie das Ziel mindestens 24 mal 24 Pixel groß, oder lassen Sie ringsum so viel Platz.",
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    verdict = ask(page, _RULE, script(__file__))
    if verdict.answer is Answer.FAIL:
        return verdict
    with sized(page, 390, 844):
        small = ask(page, _RULE, script(__file__))
    return small if small.answer is Answer.FAIL else verdict


CHECK = Check(_RULE, "live", _evaluate)
