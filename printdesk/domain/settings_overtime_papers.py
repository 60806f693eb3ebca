"""What the papers of overtime say and when they are due: grounds, budget, who signs, the days for the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OvertimePaperSettings:
    """The papers of overtime.

    Attributes:
        report_days: working days after the evening within which the result report is due; some offices pay nothing
            that comes later.
        report_warn_days: working days before that day from which an unwritten report is warned of.
        grounds: rules that an order names as its basis, as they are called officially.
        budget_line: where the money comes from (DIPA, MAK), or "" to leave a line for it.
        treasurer_name, treasurer_nip: who pays and signs the cost sheet, or "" to leave a line.
    """

    report_days: int = 2
    report_warn_days: int = 1
    grounds: tuple[str, ...] = (
        (
            "Peraturan Menteri Keuangan Nomor 125/PMK.05/2009 tentang Kerja Lembur dan Pemberian Uang Lembur bagi "
            "Pegawai Negeri Sipil"
        ),
        "Peraturan Menteri Keuangan tentang Standar Biaya Masukan tahun anggaran berjalan",
    )
    budget_line: str = ""
    treasurer_name: str = ""
    treasurer_nip: str = ""
