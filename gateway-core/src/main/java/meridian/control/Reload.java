package meridian.control;

import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.ProjectId;
import meridian.control.config.ConfigChange;
import meridian.control.config.GatewayConfig;
import meridian.control.config.KeysConfig.DemoKey;
import meridian.live.keys.StoredKey;
import meridian.time.WorldClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a changed configuration, and changed keys, in force while the gateway runs.
///
/// What it cannot put in force, such as providers whose key is not there, leaves everything as it
/// was. Confined to the task that watches the files.
final class Reload implements ConfigWatch.Target {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Reconfiguration reconfiguration;
  private final Nodes nodes;
  private final WorldClock clock;
  private final Evaluations evaluations;

  /// @param evaluations are read again with each configuration
  Reload(Reconfiguration reconfiguration, Evaluations evaluations) {
    this.evaluations = evaluations;
    this.reconfiguration = reconfiguration;
    this.nodes = reconfiguration.nodes();
    this.clock = reconfiguration.clock();
  }

  @Override
  public GatewayConfig running() {
    return reconfiguration.config().get();
  }

  @Override
  public void take(GatewayConfig newer, ConfigChange change) {
    Optional<DemoKey> demoBefore = running().keys().demo();
    try {
      GatewayConfig after = reconfiguration.take(newer, change);
      evaluations.read(after);
      changeDemoKey(demoBefore, after.keys().demo());
      LOG.info("configuration: {} in force", String.join(", ", change.live()));
    } catch (IllegalArgumentException cannot) {
      report(List.of(cannot.getMessage() + "; the configuration in force stays"));
    }
  }

  private void changeDemoKey(Optional<DemoKey> before, Optional<DemoKey> after) {
    if (!before.equals(after)) {
      before.ifPresent(demo -> revoke(demo.key().kept().id()));
      after.ifPresent(demo -> register(demo.key().kept(), demo.project()));
    }
  }

  @Override
  public void add(StoredKey key) {
    if (!running().projects().containsKey(key.project())) {
      LOG.warn(
          "key mk_{}: expected a project of the configuration, found {}; its answers are not"
              + " cached",
          key.id(),
          key.project());
    }
    long now = clock.nanos();
    if (!nodes.registry().put(key.record(now), now)) {
      report(
          List.of(
              "key mk_%s: expected room among origin.maxKeys, found none; raise it and restart"
                  .formatted(key.id())));
    }
  }

  private boolean register(KeyText key, ProjectId project) {
    long now = clock.nanos();
    return nodes.registry().put(new KeyRecord(key.id(), key.digest(), project, false, now), now);
  }

  @Override
  public void revoke(KeyId key) {
    nodes.registry().revoke(key, clock.nanos());
  }

  @Override
  public void report(List<String> problems) {
    problems.forEach(LOG::warn);
  }
}
