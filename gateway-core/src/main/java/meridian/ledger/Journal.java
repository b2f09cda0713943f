package meridian.ledger;

import java.util.Collection;
import java.util.List;
import meridian.UsageRecord;

/// Where the usage records of one PoP wait that the origin does not have yet, so that they outlive
/// the process. A record may be handed on twice after a crash; the origin keeps each once.
public interface Journal {
  /// Keeps nothing.
  Journal NONE =
      new Journal() {
        @Override
        public List<UsageRecord> waiting() {
          return List.of();
        }

        @Override
        public void add(UsageRecord record) {}

        @Override
        public void taken(Collection<UsageRecord> stillWaiting) {}
      };

  /// The records that waited when the process before this one ended, oldest first.
  List<UsageRecord> waiting();

  /// Keeps `record`: when this returns, it outlives the process.
  ///
  /// @throws StorageDown when it cannot be kept
  void add(UsageRecord record);

  /// The origin has all but `stillWaiting`, oldest first.
  void taken(Collection<UsageRecord> stillWaiting);
}
