package meridian.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.PopId;
import meridian.ProjectId;
import meridian.kv.Kv;
import org.junit.jupiter.api.Test;

final class KeyRegistryTest {
  private static final long SECOND = 1_000_000_000L;
  private static final KeyText KEY =
      KeyText.parse("mk_demo00000001_" + "a".repeat(32)).orElseThrow();

  private final Refusing kv = new Refusing();
  private final KeyRegistry registry = new KeyRegistry(10, kv, "BOM", _ -> {});

  /// Found by a campaign: such a revocation rested on the lease alone.
  @Test
  void a_revocation_that_the_kv_refused_is_written_again_a_second_later() {
    registry.put(new KeyRecord(KEY.id(), KEY.digest(), new ProjectId("demo"), false, 0), 0);
    kv.isDown = true;
    registry.revoke(KEY.id(), SECOND);
    kv.isDown = false;
    registry.find(KEY.id(), 2 * SECOND - 1);
    assertThat(kv.written).hasSize(1);
    registry.find(KEY.id(), 2 * SECOND);
    assertThat(kv.written.getLast().isRevoked()).isTrue();
    registry.find(KEY.id(), 9 * SECOND);
    assertThat(kv.written).as("once").hasSize(2);
  }

  /// Found by a campaign, seed 40270: the primary that had it refused was replaced before the KV
  /// came back.
  @Test
  void a_revocation_of_another_region_is_written_from_here_too_when_a_key_is_asked_for() {
    KeyRecord valid = new KeyRecord(KEY.id(), KEY.digest(), new ProjectId("demo"), false, 0);
    registry.put(valid, 0);
    registry.merge(valid.revokedAt(SECOND));
    registry.merge(valid.revokedAt(SECOND));
    assertThat(kv.written).as("a region that nobody asks writes nothing").hasSize(1);
    registry.find(KEY.id(), 2 * SECOND);
    assertThat(kv.written.getLast().isRevoked()).isTrue();
    registry.find(KEY.id(), 9 * SECOND);
    assertThat(kv.written).as("once").hasSize(2);
  }

  /// Keeps what is written, or refuses it.
  private static final class Refusing implements Kv<KeyRecord> {
    private final List<KeyRecord> written = new ArrayList<>();
    private boolean isDown;

    @Override
    public Look<KeyRecord> get(PopId pop, String key, long nowNanos) {
      return new Look<>(new Seen.Absent<>(), 0);
    }

    @Override
    public WriteResult put(
        String key, KeyRecord value, long sizeBytes, String fromPlace, long nowNanos) {
      if (isDown) {
        return WriteResult.FAILED;
      }
      written.add(value);
      return WriteResult.OK;
    }

    @Override
    public WriteResult delete(String key, String fromPlace, long nowNanos) {
      return WriteResult.OK;
    }

    @Override
    public int deleteAll(String fromPlace, long nowNanos) {
      return 0;
    }

    @Override
    public List<Written<KeyRecord>> newest(int atMost) {
      return List.of();
    }
  }
}
