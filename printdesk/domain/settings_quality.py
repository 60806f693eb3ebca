"""The office's choices for the quality check, the shelf, and the way from the print room to the counter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QualitySettings:
    """How booklets are checked and brought to the counter.

    Attributes:
        mrz_scan: a booklet passes only after its MRZ was scanned and agreed; else the point may be ticked by eye.
        mrz_issuer: three-letter code of the issuing state in the MRZ; "" compares none.
        usual_pickup_days: counter days from the shelf to the day on which a holder without a trip usually comes.
        custody_list: booklets reach the counter by a custody list only, scanned at both ends.
        order_days: the longest time, in days, for which one order may let one person print and check.
    """

    mrz_scan: bool = False
    mrz_issuer: str = "IDN"
    usual_pickup_days: int = 1
    custody_list: bool = False
    order_days: int = 31
