"""Fictional Indonesian names of every shape: one word, apostrophes, titles, initials, clan names, and very long ones.

The parts are common; who bears such a name outside this demo does so by chance.
"""

from collections.abc import Callable
from random import Random

LONGEST = 100
_LONG_FROM = 60

_SINGLE = {
    "L": ("WIDODO", "SUKARDI", "PAIJO", "NGADIMIN", "SLAMET", "SURATMAN", "KASMIN", "PONIRAN", "SUGIYANTO", "TUKIMAN",
          "WAGIMAN", "SAMSURI", "MARSUDI", "TARSONO", "JUMADI", "RUSDI", "KARTIMAN", "ROHMAD"),
    "P": ("SUHARTINI", "KARTINI", "SULASTRI", "PONIYEM", "TUMINAH", "SUMARNI", "NGATINEM", "RUKMINI", "SARINAH",
          "WAGINEM", "KASIYATI", "SUTARMI", "LASMINI", "PARTINAH", "NUR'AINI", "MU'AWANAH", "ROKHAYAH"),
}  # fmt: skip
_JAVANESE = {
    "L": ("AGUNG", "BAGUS", "BUDI", "DANANG", "DWI", "EKO", "GALIH", "HENDRA", "IMAM", "KUNCORO", "NUGROHO", "PANJI",
          "PRASETYO", "RIZKY", "SATRIO", "TEGUH", "TRI", "WAHYU", "YOGA", "BAMBANG", "HARI", "JATMIKO"),
    "P": ("AYU", "DEWI", "DIAH", "ENDAH", "FITRI", "INDAH", "KUSUMA", "LESTARI", "MAHARANI", "NINGSIH", "PUTRI",
          "RATNA", "RETNO", "SEKAR", "TITIK", "TYAS", "UTAMI", "WAHYUNI", "WULAN", "YULIANA", "ANISA", "DYAH"),
}  # fmt: skip
_JAVANESE_LAST = {
    "L": ("SAPUTRA", "SETIAWAN", "KURNIAWAN", "HARTONO", "SANTOSO", "WIBOWO", "PRAKOSO", "SUSANTO", "HIDAYAT",
          "PRABANGKARA", "ADINEGARA", "MARDIYANTO", "SUPRIYADI", "PAMUNGKAS", "WICAKSONO", "NURCAHYO", "RIYADI"),
    "P": ("LESTARI", "RAHMAWATI", "KUSUMANINGRUM", "WULANDARI", "HANDAYANI", "PRATIWI", "SETYOWATI", "ANGGRAINI",
          "PUSPITASARI", "KURNIAWATI", "SUSILOWATI", "NURHAYATI", "PERMATASARI", "WIDYANINGSIH", "HASTUTI"),
}  # fmt: skip
_MUSLIM = {
    "L": ("MUHAMMAD", "MOCH.", "ABDUL", "AHMAD", "NUR", "ALI", "FAJAR", "HASAN", "IBRAHIM", "KHOIRUL", "LUTHFI",
          "MAS'UD", "NAFI'", "RIDWAN", "SYAIFUL", "UMAR", "ZAENAL", "ROFI'I", "JAM'AN"),
    "P": ("SITI", "NUR'AINI", "AISYAH", "FATIMAH", "KHUSNUL", "MU'MINAH", "NAILA", "QORI'AH", "ROBI'AH", "SA'ADAH",
          "UMI", "ZAHROTUL", "MASRU'AH", "NIKMATUL", "LAILATUL"),
}  # fmt: skip
_MUSLIM_LAST = {
    "L": ("ARIFIN", "FAUZI", "MA'RUF", "ROZAQ", "ANWAR", "HAKIM", "MUBAROK", "NASRULLOH", "ROHMAN", "SYARIF", "ULUM"),
    "P": (
        "KHASANAH",
        "MAGHFIROH",
        "MUNAWAROH",
        "NISA'",
        "ROHMAH",
        "SYARIFAH",
        "ULFAH",
        "ZAKIYAH",
        "JANNAH",
        "AZIZAH",
    ),
}
_BATAK = ("SIMANJUNTAK", "NAINGGOLAN", "SIHOMBING", "HUTAGALUNG", "SITOMPUL", "PANGGABEAN", "SIREGAR", "TAMBUNAN")
_WESTERN = {
    "L": ("YOHANES", "STEFANUS", "ROBERT", "PAULUS", "ANDREAS", "BENYAMIN", "MARKUS", "FRANSISKUS", "DANIEL"),
    "P": ("MARIA", "THERESIA", "VERONIKA", "KRISTINA", "YULIANA", "MARGARETHA", "ELISABETH", "RUTH", "AGUSTINA"),
}
_PAPUAN = ("WENDA", "KOGOYA", "TABUNI", "RUMBIAK", "WANGGAI", "MOFU", "YARANGGA", "KAMBU", "IMBIRI")
_FLORES = ("DA COSTA", "DE ROSARI", "LEWAR", "KELEN", "HAYON", "FERNANDEZ", "NIRON", "TUKAN", "NDAPA")
_CHINESE = ("TAN", "LIEM", "OEI", "KWEE", "TJAN", "GO", "THE", "LAUW", "ONG")
_CHINESE_GIVEN = {
    "L": ("KIAN HWA", "TJOEN BIE", "SIOE LIONG", "KIEM SENG", "GIOK SAN", "TIONG AN"),
    "P": ("MEI LING", "GIOK NIO", "SIOE LAN", "LIAN HWA", "SWAN NIO", "KIEM HOA"),
}
_BALI_ORDER = ("WAYAN", "GEDE", "MADE", "KADEK", "NYOMAN", "KOMANG", "KETUT")
_BALI_LAST = {
    "L": ("SUARDIKA", "ARTAWAN", "SUDIARTA", "WIRAWAN", "PARTHA", "MAHENDRA"),
    "P": ("SUKERTI", "PARWATI", "WIDIANTARI", "SASTRINI", "ADNYANI", "RASMINI"),
}
_OTHERS = {
    "L": ("ANDI BASO TENRI", "DADANG SUKMANA", "ASEP KOSWARA", "RAJO AMEH", "LA ODE HARIS", "DAENG TARRA",
          "SUTAN MARAJO", "UJANG KOMARUDIN", "FERRY LUMENTUT", "HENGKY MANUPUTTY"),
    "P": ("ANDI TENRI OLLE", "NENENG KOMALASARI", "EUIS SUKAESIH", "UPIK RAHMAINI", "WA ODE NURLINA", "IIS ISTIANAH",
          "DEVI LUMENTUT", "SELVI MANUPUTTY", "CUT NURLAILA", "YULI ZAHARA"),
}  # fmt: skip
_BEFORE = {"L": ("H.", "DRS.", "IR.", "DR. H.", "KH.", "R."), "P": ("HJ.", "DRA.", "DR.", "RR.", "HJ. RR.")}
_AFTER = ("S.E.", "S.H.", "S.Pd.", "S.Kom.", "M.M.", "S.T.", "M.Kes.", "A.Md.", "S.Pd.I., M.Pd.")
_LONG = {
    "L": ("RADEN", "MAS", "BAGASKARA", "WIRATMAJA", "KUSUMADININGRAT", "SATRIYATAMA", "ADIWANGSA", "NATAKUSUMA",
          "MUHAMMAD", "SYAMSUDDIN", "NURRAHMAN", "PRAWIRADIREJA", "SURYANEGARA", "HADININGRAT"),
    "P": ("RADEN", "AJENG", "KUSUMANINGTYAS", "MAHARANI", "CANDRADEWI", "WULANDARI", "PRAMESWARI", "SETYANINGRUM",
          "NURUL", "FADHILATURROHMAH", "PUSPITANINGTYAS", "ANGGRAENI", "RAHMADHANIATI", "SUSILANINGTYAS"),
}  # fmt: skip


def single(rng: Random, sex: str) -> str:
    """One word, and that is all there is."""
    return rng.choice(_SINGLE[sex])


def javanese(rng: Random, sex: str) -> str:
    """Two or three words; none of them names a family."""
    given = rng.sample(_JAVANESE[sex], rng.randint(1, 2))
    return " ".join((*given, rng.choice(_JAVANESE_LAST[sex])))


def muslim(rng: Random, sex: str) -> str:
    """With apostrophes, and now and then the father's name."""
    given = rng.sample(_MUSLIM[sex], rng.randint(1, 2))
    if rng.random() < 0.15:
        link = "BIN" if sex == "L" else "BINTI"
        return " ".join((*given, link, rng.choice(_MUSLIM["L"][1:]), rng.choice(_MUSLIM_LAST["L"])))
    return " ".join((*given, rng.choice(_MUSLIM_LAST[sex])))


def clan(rng: Random, sex: str) -> str:
    """A given name and a clan or family: Batak, Papuan, Flores."""
    given = " ".join(rng.sample(_WESTERN[sex], rng.randint(1, 2)))
    return f"{given} {rng.choice((*_BATAK, *_PAPUAN, *_FLORES))}"


def balinese(rng: Random, sex: str) -> str:
    """Sex, order of birth, and a name of one's own."""
    return f"{'I' if sex == 'L' else 'NI'} {rng.choice(_BALI_ORDER)} {rng.choice(_BALI_LAST[sex])}"


def chinese(rng: Random, sex: str) -> str:
    """The family first, in the old spelling; or a western name before it."""
    if rng.random() < 0.4:
        return f"{rng.choice(_WESTERN[sex])} {rng.choice(_CHINESE)}"
    return f"{rng.choice(_CHINESE)} {rng.choice(_CHINESE_GIVEN[sex])}"


def other_islands(rng: Random, sex: str) -> str:
    """Sunda, Minang, Bugis, Minahasa, Maluku, Aceh."""
    return rng.choice(_OTHERS[sex])


def titled(rng: Random, sex: str) -> str:
    """With titles before and after, as people write them."""
    name = f"{rng.choice(_BEFORE[sex])} {javanese(rng, sex)}"
    return f"{name}, {rng.choice(_AFTER)}" if rng.random() < 0.6 else name


def with_initials(rng: Random, sex: str) -> str:
    """With initials only, before or after."""
    letter = rng.choice("ABDEFHIKMNRSTWY")
    if rng.random() < 0.5:
        return f"{letter}. {rng.choice(_JAVANESE_LAST[sex])}"
    return f"{rng.choice(_JAVANESE[sex])} {letter}. {rng.choice('ABHKMNRS')}."


def very_long(rng: Random, sex: str) -> str:
    """Sixty to a hundred letters: no paper may cut it."""
    parts = list(_LONG[sex])
    rng.shuffle(parts)
    name = ""
    for part in parts:
        longer = f"{name} {part}".strip()
        if len(longer) > LONGEST or (len(name) >= _LONG_FROM and rng.random() < 0.4):
            break
        name = longer
    return name


_SHAPES: tuple[tuple[Callable[[Random, str], str], int], ...] = (
    (javanese, 34), (muslim, 22), (single, 12), (clan, 8), (chinese, 7), (other_islands, 5), (titled, 4),
    (with_initials, 4), (balinese, 3), (very_long, 1),
)  # fmt: skip


def name(rng: Random, sex: str) -> str:
    """A name of any shape, as often as one meets it in Semarang."""
    shapes, weights = zip(*_SHAPES, strict=True)
    shape: Callable[[Random, str], str] = rng.choices(shapes, weights)[0]
    return shape(rng, sex)
