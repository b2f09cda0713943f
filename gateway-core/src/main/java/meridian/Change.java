package meridian;

/// Something that one origin region has to tell the others. Applying one twice changes nothing.
public sealed interface Change {
  /// Its length on the wire in bytes, for the link model: about that of its JSON.
  default long sizeBytes() {
    return switch (this) {
      case Keyed _ -> 256;
      case Booked _ -> 320;
      case Used _ -> UsageRecord.SIZE_BYTES;
    };
  }

  /// A key was made or revoked.
  ///
  /// @param key as it is now; its digest only, as everywhere
  record Keyed(KeyRecord key) implements Change {}

  /// The region's ledger booked a line.
  ///
  /// @param line which
  record Booked(Booking line) implements Change {}

  /// The region's usage log kept a record.
  ///
  /// @param usage which
  record Used(UsageRecord usage) implements Change {}
}
