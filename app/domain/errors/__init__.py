"""Every error Layby raises on purpose.

    LaybyError
    ├── InputError                 what a person typed cannot be used as it stands
    │   ├── PassphraseTooShort
    │   ├── PassphraseTooCommon    on a list that guessers try first
    │   ├── RecoveryCodeMistyped   its checksum does not fit: a slip of the fingers
    │   ├── FileCodeMistyped       the same of the code of a plan file
    │   ├── PinRefused             a PIN that cannot be chosen
    │   └── InvalidSummary         a summary breaks the wire schema (carries the field)
    ├── ContentError               a guide, service or codebook file breaks its schema
    ├── VaultError
    │   ├── WrongPassphrase
    │   ├── WrongRecoveryCode
    │   ├── WrongPasskey           it was refused, cancelled, or is another profile's
    │   ├── WrongPin
    │   ├── TooManyTries           carries the seconds to wait
    │   ├── ProfileInUse           open in another window of this device
    │   ├── KeysMoved              another window changed them; this one changed nothing
    │   ├── VaultFormatUnknown     written by a newer Layby, or damaged
    │   └── VaultLocked
    ├── StoreError
    │   ├── RecordDamaged          one record fails authentication
    │   ├── StoreFull
    │   ├── StoreMoved             another window has written; this one must not
    │   └── StoreUnavailable
    ├── BackupUnreadable           not a backup of Layby's, cut short, altered, or newer
    ├── CopyTooLarge               a plan too long for QR codes
    ├── CopyUnreadable             not a copy of a plan of Layby's, or damaged
    │   └── CopyTooNew             made by a newer version
    ├── WrongFileCode              a plan file's code that is another file's
    ├── SyncError
    │   ├── ServerUnreachable      no answer: offline, stopped, timed out
    │   ├── ServerFailed           it answered with a 5xx
    │   ├── ServerNotUnderstood    it answered with something that is not Layby's API
    │   ├── ServerRefused          a problem document (RFC 9457); carries its stable type
    │   └── BadSignature           not signed by the right key (and so a ContentError too)
    └── TransitionError            a step was asked for that this state does not allow

Each class has a stable ``code`` for logs and tests and a ``message`` fit for a person.
Neither may hold anything a person typed: errors end up on screens that others can see.
"""

from app.domain.errors.base import (
    ContentError,
    LaybyError,
    TransitionError,
)
from app.domain.errors.copies import (
    CopyTooLarge,
    CopyTooNew,
    CopyUnreadable,
    FileCodeMistyped,
    WrongFileCode,
)
from app.domain.errors.input import (
    InputError,
    InvalidSummary,
    PassphraseTooCommon,
    PassphraseTooShort,
    PinRefused,
    RecoveryCodeMistyped,
)
from app.domain.errors.store import (
    BackupUnreadable,
    RecordDamaged,
    StoreError,
    StoreFull,
    StoreMoved,
    StoreUnavailable,
)
from app.domain.errors.sync import (
    BadSignature,
    ServerFailed,
    ServerNotUnderstood,
    ServerRefused,
    ServerUnreachable,
    SyncError,
)
from app.domain.errors.vault import (
    KeysMoved,
    ProfileInUse,
    TooManyTries,
    VaultError,
    VaultFormatUnknown,
    VaultLocked,
    WrongPasskey,
    WrongPassphrase,
    WrongPin,
    WrongRecoveryCode,
)

__all__ = [
    "BackupUnreadable",
    "BadSignature",
    "ContentError",
    "CopyTooLarge",
    "CopyTooNew",
    "CopyUnreadable",
    "FileCodeMistyped",
    "InputError",
    "InvalidSummary",
    "KeysMoved",
    "LaybyError",
    "PassphraseTooCommon",
    "PassphraseTooShort",
    "PinRefused",
    "ProfileInUse",
    "RecordDamaged",
    "RecoveryCodeMistyped",
    "ServerFailed",
    "ServerNotUnderstood",
    "ServerRefused",
    "ServerUnreachable",
    "StoreError",
    "StoreFull",
    "StoreMoved",
    "StoreUnavailable",
    "SyncError",
    "TooManyTries",
    "TransitionError",
    "VaultError",
    "VaultFormatUnknown",
    "VaultLocked",
    "WrongFileCode",
    "WrongPasskey",
    "WrongPassphrase",
    "WrongPin",
    "WrongRecoveryCode",
]
