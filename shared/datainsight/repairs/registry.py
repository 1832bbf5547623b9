"""The catalogue of repairs, and the way between a stored record and a typed repair."""

from pydantic import ValidationError

from datainsight.errors import UsageError
from datainsight.models.recommendation import RepairRecord
from datainsight.repairs.base import Repair
from datainsight.repairs.cap_range import CapRange
from datainsight.repairs.cast_type import CastType
from datainsight.repairs.change_case import ChangeCase
from datainsight.repairs.compose_unicode import ComposeUnicode
from datainsight.repairs.convert_units import ConvertUnits
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.drop_near_duplicate_rows import DropNearDuplicateRows
from datainsight.repairs.drop_orphan_rows import DropOrphanRows
from datainsight.repairs.drop_rows_missing import DropRowsMissing
from datainsight.repairs.drop_rows_out_of_order import DropRowsOutOfOrder
from datainsight.repairs.excel_dates import ExcelDates
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.extract_digits import ExtractDigits
from datainsight.repairs.extract_json_field import ExtractJsonField
from datainsight.repairs.extract_pattern import ExtractPattern
from datainsight.repairs.fill_from_previous import FillFromPrevious
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.fix_mojibake import FixMojibake
from datainsight.repairs.flag_missing import FlagMissing
from datainsight.repairs.flag_outside_range import FlagOutsideRange
from datainsight.repairs.hash_text import HashText
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.repairs.keep_newest_per_key import KeepNewestPerKey
from datainsight.repairs.log_scale import LogScale
from datainsight.repairs.lump_rare import LumpRare
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.merge_columns import MergeColumns
from datainsight.repairs.normalise_email import NormaliseEmail
from datainsight.repairs.normalise_phone import NormalisePhone
from datainsight.repairs.normalise_url import NormaliseUrl
from datainsight.repairs.null_invalid import NullInvalid
from datainsight.repairs.null_negative import NullNegative
from datainsight.repairs.null_orphans import NullOrphans
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.null_sentinels import NullSentinels
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.plain_characters import PlainCharacters
from datainsight.repairs.remove_accents import RemoveAccents
from datainsight.repairs.rename_column import RenameColumn
from datainsight.repairs.reorder_columns import ReorderColumns
from datainsight.repairs.repair_by_key import RepairByKey
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.tokenise import Tokenise
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_booleans import UnifyBooleans
from datainsight.repairs.unify_dates import UnifyDates
from datainsight.repairs.unify_nulls import UnifyNulls
from datainsight.repairs.unix_times import UnixTimes

CATALOGUE: dict[str, type[Repair]] = {
    repair.operation: repair
    for repair in (
        FixMojibake,
        ComposeUnicode,
        PlainCharacters,
        TrimWhitespace,
        ChangeCase,
        RemoveAccents,
        UnifyBooleans,
        NormaliseEmail,
        NormaliseUrl,
        MapValues,
        NormalisePhone,
        ConvertUnits,
        ParseNumbers,
        ExcelDates,
        UnixTimes,
        ParseDates,
        UnifyDates,
        PadZeros,
        UnifyNulls,
        NullSentinels,
        NullNegative,
        NullInvalid,
        NullOrphans,
        CastType,
        FlagOutsideRange,
        NullOutsideRange,
        CapRange,
        ExtractPattern,
        ExtractJsonField,
        LogScale,
        FlagMissing,
        Interpolate,
        FillMissing,
        FillWithTypical,
        FillFromPrevious,
        ExtractDigits,
        Tokenise,
        RepairByKey,
        LumpRare,
        MaskText,
        HashText,
        KeepNewestPerKey,
        DropDuplicateRows,
        KeepFirstPerKey,
        DropRowsMissing,
        DropRowsOutOfOrder,
        DropOrphanRows,
        DropNearDuplicateRows,
        ExplodeList,
        DropColumn,
        SplitColumn,
        MergeColumns,
        RenameColumn,
        ReorderColumns,
    )
}
"""Every repair by the name of its operation, in the order in which scripts run them."""


def load(record: RepairRecord) -> Repair:
    """The typed repair of a stored record.

    Raises:
        UsageError: There is no such operation, or the parameters do not fit it.
    """
    repair = CATALOGUE.get(record.operation)
    if repair is None:
        raise UsageError(f"There is no repair called {record.operation!r}.", remedy="See docs/REPAIRS.md.")
    try:
        return repair.model_validate(record.parameters)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(
            f"{first['msg']} ({'.'.join(map(str, first['loc'])) or 'parameters'}).", where=record.operation
        ) from error


def record(repair: Repair) -> RepairRecord:
    """The repair as it is stored."""
    return RepairRecord(operation=repair.operation, parameters=repair.model_dump(mode="json"))
