package meridian.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.ProjectId;
import meridian.control.config.ConfigChange;
import meridian.control.config.GatewayConfig;
import meridian.control.config.KeysConfig.DemoKey;
import meridian.live.keys.StoredKey;
import meridian.live.telemetry.TelemetryLoop;
import meridian.origin.Catalog;
import meridian.telemetry.Event;
import meridian.time.WorldClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a changed configuration, and changed keys, in force while the gateway runs.
///
/// What it cannot put in force, such as providers whose key is not there, leaves everything as it
/// was. Confined to the task that watches the files.
final class Reload implements ConfigWatch.Target {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final AtomicReference<GatewayConfig> config;
  private final AtomicReference<Catalog> catalog;
  private final Catalogs catalogs;
  private final Nodes nodes;
  private final Faults faults;
  private final TelemetryLoop telemetry;
  private final WorldClock clock;

  Reload(
      AtomicReference<GatewayConfig> config,
      AtomicReference<Catalog> catalog,
      Catalogs catalogs,
      Nodes nodes,
      Faults faults,
      TelemetryLoop telemetry,
      WorldClock clock) {
    this.config = config;
    this.catalog = catalog;
    this.catalogs = catalogs;
    this.nodes = nodes;
    this.faults = faults;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  @Override
  public GatewayConfig running() {
    return config.get();
  }

  @Override
  public void take(GatewayConfig newer, ConfigChange change) {
    GatewayConfig before = config.get();
    GatewayConfig after = before.taking(newer);
    if (!after.providers().equals(before.providers())) {
      try {
        catalog.set(catalogs.of(after));
        faults.providersChanged();
      } catch (IllegalArgumentException cannot) {
        report(List.of(cannot.getMessage() + "; the configuration in force stays"));
        return;
      }
    }
    config.set(after);
    if (!after.edge().equals(before.edge())) {
      nodes.pops().values().forEach(pop -> pop.limits(after.edge()));
    }
    if (!after.budget().equals(before.budget())) {
      telemetry.budget(after.budget());
    }
    if (!after.projects().equals(before.projects())) {
      nodes.fund(after, clock.nanos());
    }
    changeDemoKey(before.keys().demo(), after.keys().demo());
    String fields = String.join(", ", change.live());
    LOG.info("configuration: {} in force", fields);
    telemetry.accept(new Event.Reconfigured(fields, clock.nanos()));
  }

  private void changeDemoKey(Optional<DemoKey> before, Optional<DemoKey> after) {
    if (!before.equals(after)) {
      before.ifPresent(demo -> revoke(demo.key().kept().id()));
      after.ifPresent(demo -> register(demo.key().kept(), demo.project()));
    }
  }

  @Override
  public void add(StoredKey key) {
    if (!config.get().projects().containsKey(key.project())) {
      LOG.warn(
          "key mk_{}: expected a project of the configuration, found {}; its answers are not"
              + " cached",
          key.id(),
          key.project());
    }
    if (!register(new KeyText(key.id(), key.digest()), key.project())) {
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
