"""How a guide of the demo is written down. Definite numbers are only those that `domain.md` marks as seen in a source;
everything else says that the current official text or the committee's own rule decides."""

from dataclasses import dataclass

BRANCH_RULES = "中国共产党支部工作条例（试行）"
ADMISSION_RULES = "中国共产党发展党员工作细则"
DISCLOSURE_RULES = "中国共产党党务公开条例（试行）"
EDUCATION_RULES = "中国共产党党员教育管理工作条例"
ELECTION_RULES = "中国共产党基层组织选举工作条例"
CHARTER = "中国共产党章程"
DUES_RULES = "关于中国共产党党费收缴、使用和管理的规定"
DOCUMENT_STANDARD = "GB/T 9704—2012 党政机关公文格式"
CYBER_LAW = "中华人民共和国网络安全法"
PRIVACY_LAW = "中华人民共和国个人信息保护法"
PLATFORM_RULES = "江北车桥厂党委电子管理板使用办法"


@dataclass(frozen=True)
class Guide:
    """steps: (action, actor, time limit, form). basis: (rule, article). notes: callouts as (kind, text). form: a blank form's
    title and head. table: (caption, head, rows …)."""

    topic: str
    question: str
    everyday_words: str
    applicable_to: tuple[str, ...]
    answer: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]
    basis: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...] = ()
    form: tuple[str, tuple[str, ...]] | None = None
    table: tuple = ()


def guide(topic, question, words, to, answer, steps, basis, notes=(), form=None, table=()):
    """`answer` and `steps` are written one a line; a step as action | actor | time limit | form, the last ones may be missing."""

    def lines(text):
        return tuple(line.strip() for line in text.strip().splitlines())

    def step(line):
        parts = [part.strip() for part in line.split("|")]
        return tuple([*parts, "", "", ""][:4])

    return Guide(
        topic,
        question,
        words,
        tuple(to.split()),
        lines(answer),
        tuple(map(step, lines(steps))),
        tuple(basis),
        tuple(notes),
        form,
        table,
    )
