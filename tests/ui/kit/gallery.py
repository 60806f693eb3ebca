"""A gallery: the kit's widgets in a window that imitates the look's print room, for screenshots and for the eye.

QT_QPA_PLATFORM=offscreen python tests/ui/kit/gallery.py OUT [light|dark] [WIDTHxHEIGHT]
"""

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from printdesk.ui.kit import (
    Card,
    Cell,
    ChipRow,
    Column,
    DeskTable,
    EmptyState,
    FormDialog,
    GhostButton,
    IconButton,
    KeyValue,
    Notice,
    NoticeAction,
    Pill,
    PillSpec,
    PrimaryButton,
    ProgressLine,
    RowsModel,
    ScanTarget,
    SecondaryButton,
    SectionTitle,
    Severity,
    SignMark,
    StatTile,
    Step,
    StepStrip,
    UrgencyPill,
    WhyPanel,
    label,
    thin_line,
)
from printdesk.ui.messages import Messages
from printdesk.ui.shell import Badge, BadgeKind, BannerItem, Room, ShellWindow, StatusFacts
from printdesk.ui.theme import Kind, Space, Tone, apply_theme


@dataclass(frozen=True)
class Person:
    """An invented row."""

    place: int
    kind: Kind
    urgency: str
    name: str
    what: str
    departs: str
    need_by: str
    planned: str


PEOPLE = [
    Person(1, Kind.TODAY, "Hari ini", "SITI R*****", "1133…4402 · Biasa 48 · surat rujukan",
           "Kam 27/6 · besok", "Rab 26/6 11.30", "hari ini 08.50"),
    Person(2, Kind.TODAY, "Hari ini", "AGUS P*******", "1133…4377 · Biasa 48 · tiket",
           "Jum 28/6 · 2 hari", "Rab 26/6 16.00", "hari ini 08.56"),
    Person(3, Kind.TODAY, "Hari ini", "WIDODO", "1133…4410 · Biasa 48 · tiket",
           "Sel 2/7 · 6 hari", "Kam 27/6 16.00", "hari ini 09.02"),
    Person(4, Kind.SLACK, "Sisa 1 hari", "Rombongan An-Nur (12)", "Biasa 48 · umrah · daftar agen",
           "Rab 3/7 · 7 hari", "Jum 28/6 16.30", "hari ini 09.08"),
    Person(5, Kind.LATE, "Janji lewat 3 hr", "BAMBANG S*****", "1133…3998 · Biasa 48",
           "—", "Jum 21/6 (lewat)", "hari ini 10.14"),
    Person(6, Kind.LATE, "Janji lewat 3 hr", "KARTINI", "1133…4001 · Biasa 48 · lansia",
           "—", "Jum 21/6 (lewat)", "hari ini 10.20"),
    Person(7, Kind.LATE, "Janji lewat 2 hr", "YOHANES D***", "1133…4020 · Biasa 48",
           "Sab 20/7 · 24 hari", "Sel 16/7 16.00", "hari ini 10.25"),
    Person(8, Kind.WAITING, "Menunggu", "NUR'AINI BINTI SYARIFUDDIN AL-HASYIMI PRAWIRODIRDJO", "1133…4031 · Biasa 48",
           "—", "Kam 4/7 16.00", "Kam 27/6 08.10"),
    Person(9, Kind.STOPPED, "Tertahan", "I GUSTI AYU P.", "1133…4044 · e-Paspor",
           "Min 7/7 · 11 hari", "Jum 5/7 16.00", "Jum 28/6 09.30"),
    Person(10, Kind.FLAKY, "Tersendat", "TAN MEI L.", "1133…4050 · e-Paspor",
           "—", "Jum 5/7 16.00", "Jum 28/6 09.36"),
]  # fmt: skip


def people_model() -> RowsModel[Person]:
    """The invented queue."""
    columns: list[Column[Person]] = [
        Column(lambda: "#", lambda p: Cell(str(p.place), sort=p.place), 44, align="right", strong=True),
        Column(lambda: "Urgensi", lambda p: Cell(pill=PillSpec(p.kind, p.urgency)), 146),
        Column(lambda: "Pemohon", lambda p: Cell(p.name, p.what), 200, stretch=1, strong=True),
        Column(lambda: "Berangkat", lambda p: Cell(p.departs), 130),
        Column(
            lambda: "Harus tercetak", lambda p: Cell(p.need_by, tone=Tone.RED if "lewat" in p.need_by else None), 128
        ),
        Column(lambda: "Rencana", lambda p: Cell(p.planned), 124),
    ]
    return RowsModel(columns, key=lambda p: str(p.place))


def _in_hand() -> QWidget:
    now = Card(surface="now")
    now.body.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
    now.body.setSpacing(Space.XS)
    now.body.addWidget(label("Sekarang: pasangkan blangko", "secondary"))
    now.body.addWidget(label("WIDODO", "answer"))
    now.body.addWidget(label("1133 0702 8815 4410 · Paspor biasa 48", "detail", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(UrgencyPill(Kind.TODAY, "Berangkat Sel 2/7"))
    row.addWidget(label("tiket dilihat 24/6", "secondary"), 1)
    now.body.addLayout(row)
    now.body.addSpacing(Space.XS)
    now.body.addWidget(ScanTarget("Pindai blangko berikutnya", "B 4471 203"))
    return now


def _list_line(kind: Kind, name: str, right: str, tone: Tone | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(SignMark(kind, 11))
    row.addWidget(label(name, "detail"), 1)
    row.addWidget(label(right, "detail" if tone else "secondary", tone=tone))
    return row


def _station() -> Card:
    card = Card("Printer R2")
    card.add_trailing(Pill(Kind.READY, "Siap"))
    card.setFixedWidth(332)
    body = card.body
    body.addWidget(label("Paspor biasa 48 hal · 11 buku/jam hari ini", "secondary"))
    acts = QHBoxLayout()
    acts.addWidget(PrimaryButton("Ambil 10 berikutnya", "F5"), 1)
    acts.addWidget(IconButton("more", "Tindakan lain"))
    body.addLayout(acts)
    body.addSpacing(Space.XS)
    body.addWidget(thin_line())
    body.addWidget(SectionTitle("Di tangan Anda · 4 dari 10"))
    body.addWidget(_in_hand())
    body.addLayout(_list_line(Kind.DONE, "NUR'AINI BINTI S.", "B4471200 tercetak"))
    body.addLayout(_list_line(Kind.DONE, "MOCH. RIZKY A.", "B4471201 tercetak"))
    body.addLayout(_list_line(Kind.FAILED, "SUHARTINI", "B4471202 rusak: tinta", Tone.RED))
    body.addLayout(_list_line(Kind.WAITING, "6 lagi menunggu giliran", ""))
    body.addStretch(1)
    quiet = Card(surface="quiet")
    quiet.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    quiet.body.addWidget(label("Blangko shift", "strong"))
    quiet.body.addWidget(label("60 diterima = 31 tercetak + 2 rusak + 27 di tangan", "detail", wrap=True))
    quiet.body.addLayout(_list_line(Kind.DONE, "seimbang", ""))
    body.addWidget(quiet)
    return card


def _queue() -> Card:
    card = Card("Urutan cetak", "1.312 siap cetak · selesai kira-kira Sel 2 Juli", flush=True)
    combo = QComboBox()
    combo.addItems(["Semua jenis", "Paspor biasa 48"])
    combo.setAccessibleName("Jenis")
    card.add_trailing(combo)
    model = people_model()
    model.set_rows(PEOPLE)
    table = DeskTable(model)
    table.select_key("3")
    card.body.addWidget(table, 1)
    why = WhyPanel()
    why.set(
        "Mengapa urutan 3?",
        "Berangkat Sel 2 Juli (tiket dilihat 24/6). Harus tercetak paling lambat Kam 27 Juni 16.00; direncanakan "
        "hari ini 09.02, longgar 1 hari kerja. Mendahului 112 orang yang datang lebih awal; tak seorang pun dari "
        "mereka kehilangan perjalanan.",
    )
    card.body.addWidget(why)
    return card


def print_room() -> QWidget:
    """The look's first sketch with real widgets."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(18, Space.L, 18, Space.L)
    row.setSpacing(Space.M)
    row.addWidget(_station())
    row.addWidget(_queue(), 1)
    return page


def _answer() -> Card:
    card = Card(surface="green")
    card.body.addWidget(label("AKAN TERKEJAR?", "caption", tone=Tone.GREEN))
    card.body.addWidget(
        label("Ya. Dicetak hari ini sekitar 09.02, dapat diambil mulai hari ini pukul 13.00.", "answer", wrap=True)
    )
    card.body.addWidget(label("Berangkat Sel 2 Juli; longgar 1 hari kerja.", "detail", wrap=True))
    acts = QHBoxLayout()
    acts.addWidget(SecondaryButton("Salin untuk WhatsApp", icon="copy"))
    acts.addWidget(SecondaryButton("Ubah tanggal / bukti…"))
    acts.addWidget(SecondaryButton("Tandai rusak", tone=Tone.RED))
    acts.addStretch(1)
    card.body.addLayout(acts)
    return card


def _person_card() -> Card:
    person = Card()
    person.body.addWidget(label("WIDODO", "name"))
    steps = StepStrip()
    steps.set_steps(
        [
            Step(Kind.DONE, "Wawancara", "Rab 19/6 10.20"),
            Step(Kind.DONE, "Siap cetak", "Kam 20/6 09.05"),
            Step(Kind.STOPPED, "Tertahan gangguan PDN", "20–25/6 · 4 hari kerja"),
            Step(Kind.HERE, "Dicetak", "hari ini 09.02"),
            Step(Kind.WAITING, "Uji kualitas", "sekitar 11.00"),
            Step(Kind.WAITING, "Siap diambil", "sekitar 13.00"),
        ]
    )
    details = KeyValue()
    details.set_rows([("NIK", "331105******0003"), ("Telepon", "0812****678"), ("Jenis", "Paspor biasa 48 halaman")])
    for widget in (_answer(), steps, thin_line(), SectionTitle("Data"), details):
        person.body.addWidget(widget)
    person.body.addStretch(1)
    return person


def _side_card() -> Card:
    side = Card("Siap diambil", "241", flush=True)
    side.setFixedWidth(400)
    chips = ChipRow()
    for code, text, count in (("wait", "Menunggu", 241), ("soon", "Hampir lewat", 12), ("old", "> 1 bulan", 7)):
        chips.set_chip(code, text, count)
    chips.setContentsMargins(Space.L, 0, Space.L, Space.S)
    empty = people_model()
    table = DeskTable(empty)
    table.set_empty(
        EmptyState("check-badge", "Semua sudah diambil", "Tidak ada buku yang menunggu di rak.", Tone.GREEN)
    )
    line = ProgressLine()
    line.start("Membuat 18 slip")
    line.set_progress(7, 18)
    line.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
    for widget, stretch in ((chips, 0), (table, 1), (line, 0)):
        side.body.addWidget(widget, stretch)
    return side


def overview() -> QWidget:
    """Tiles, answer, steps, chips, empty table, progress: what the print room does not show."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(18, Space.L, 18, Space.L)
    column.setSpacing(Space.M)
    tiles = QHBoxLayout()
    tiles.setSpacing(Space.M)
    for name, figure, sub, tone in (
        ("Perjalanan terancam", "19", "41 hilang tanpa lembur", Tone.RED),
        ("Lewat janji", "1.312", "di antaranya 86 berangkat ≤ 7 hari", Tone.AMBER),
        ("Antrean normal kembali", "Sel 9 Juli", "9 dari 10: paling lambat Kam 11 Juli", Tone.GREEN),
        ("Tercetak / masuk hari ini", "131 / 250", "kapasitas 22 buku per jam", Tone.NEUTRAL),
    ):
        tile = StatTile()
        tile.set(name, figure, sub, tone)
        tiles.addWidget(tile)
    column.addLayout(tiles)
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.addWidget(_person_card(), 1)
    row.addWidget(_side_card())
    column.addLayout(row, 1)
    return page


def notices() -> QWidget:
    """A page with every notice."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(18, Space.L, 18, Space.L)
    for severity, text, advice in (
        (Severity.OK, "10 permohonan diambil untuk R2.", ""),
        (Severity.INFO, "Daftar diperbarui dari meja lain.", "Urutan Anda tetap."),
        (Severity.WARNING, "Rombongan An-Nur terbagi dua hari.", "Tambah 2 tempat hari ini agar tetap bersama."),
        (
            Severity.STOP,
            "Blangko B4471202 sudah dicatat rusak.",
            "Ambil blangko lain dari amplop Anda dan pindai lagi.",
        ),
    ):
        notice = Notice()
        undo = NoticeAction("Batalkan: ambil 10", lambda: None) if severity is Severity.OK else None
        notice.show_notice(severity, text, advice, undo)
        column.addWidget(notice)
    acts = QHBoxLayout()
    for button in (
        PrimaryButton("Utama", "Ctrl+P", "printer"),
        SecondaryButton("Lain", "F6"),
        GhostButton("Samping", icon="plus"),
    ):
        acts.addWidget(button)
        off = type(button)("Terkunci", "F7", "lock")
        off.setEnabled(False)
        acts.addWidget(off)
    acts.addStretch(1)
    column.addLayout(acts)
    column.addStretch(1)
    return page


def form(parent: QWidget | None = None) -> FormDialog:
    """A dialog with an error."""
    dialog = FormDialog("Terima blangko", "Terima 500 blangko", "Hitung berdua sebelum mencatat.", parent)
    first, last = QLineEdit("B4471001"), QLineEdit("B4471500")
    kind = QComboBox()
    kind.addItems(["Paspor biasa 48", "e-Paspor laminasi"])
    dialog.add_row("&Jenis", kind)
    dialog.add_row("Nomor &pertama", first)
    dialog.add_row("Nomor &terakhir", last, "Nomor perforasi pada bungkus terakhir")
    dialog.show_error("Nomor B4471203 sudah pernah diterima. Periksa bungkusnya.", last)
    return dialog


def build_window() -> ShellWindow:
    """The whole gallery as a window."""
    window = ShellWindow()
    window.rail.set_office("Kanim Kelas I TPI Semarang")
    window.add_room(Room("print_room", lambda: "Ruang cetak", "printer", print_room(), Badge("1.312")))
    window.add_room(Room("check", lambda: "Uji kualitas", "check-badge", notices(), Badge("38")))
    window.add_room(Room("pickup", lambda: "Pengambilan", "hand-over", overview(), Badge("241")))
    window.add_room(Room("blanks", lambda: "Blangko", "stack", QWidget()))
    window.add_room(Room("backlog", lambda: "Tunggakan dan lembur", "chart", QWidget(), Badge("19", BadgeKind.ALERT)))
    window.add_room(Room("records", lambda: "Riwayat", "folder", QWidget()))
    window.add_room(Room("settings", lambda: "Pengaturan", "gear", QWidget()))
    window.top_bar.person.set_person("Dwi Rahayu", "Operator cetak · R2")
    window.top_bar.person.set_menu(QMenu(window))
    window.banner.set_banner(
        [
            BannerItem("Jam latihan: Rab 26 Juni 2024, 08.42 WIB", icon="clock", strong=True),
            BannerItem("e-Paspor tersendat: 9 dari 10 berhasil sejak 08.00", Kind.FLAKY),
            BannerItem("Percepatan berhenti", Kind.STOPPED),
            BannerItem("Paspor 24 berhenti", Kind.STOPPED),
        ],
        "19 perjalanan terancam",
    )
    window.status.set_facts(
        StatusFacts(
            "Rab 26 Juni 08.42 WIB",
            "Tersambung: pg kanim-smg, 6 meja",
            "Buku besar utuh: 48.211 catatan",
            "Cadangan terakhir 08.30",
            "Meja R2",
        )
    )
    window.status.set_language("id")
    return window


def main() -> None:
    """Write one picture per page."""
    out, mode, size = (*sys.argv[1:], "light", "1366x768")[:3] if len(sys.argv) < 4 else sys.argv[1:4]
    app = QApplication(sys.argv[:1])
    apply_theme(app, "dark" if mode == "dark" else "light")
    window = build_window()
    window.status.set_theme(mode)
    window.attach_messages(Messages(parent=window))
    width, height = size.split("x")
    window.resize(int(width), int(height))
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    for code in ("print_room", "check", "pickup"):
        window.go_to(code)
        app.sendPostedEvents()
        window.grab().save(f"{out}-{code}.png")
    dialog = form(window)
    dialog.open()
    dialog.grab().save(f"{out}-form.png")


if __name__ == "__main__":
    main()
