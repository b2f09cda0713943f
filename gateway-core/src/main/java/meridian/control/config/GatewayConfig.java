package meridian.control.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import meridian.LatencyBudget;
import meridian.PopId;
import meridian.ProjectId;
import meridian.cache.CachePolicy;
import meridian.edge.EdgeSettings;
import meridian.semantic.SemanticPolicy;

/// Everything a gateway is told, checked. Made by [ConfigReader] only, so that what it says holds
/// together: places are in the atlas, ports do not collide, projects that are named exist.
///
/// It shows no secret: provider keys are named, not held, and the demo key prints its public half.
///
/// @param name for people: `prism-mumbai`
/// @param pattern how it is deployed
/// @param seed of the chance in everything modelled
/// @param listen where it listens and what one client may take
/// @param managementPort of `/metrics`, on loopback only; 0 for any free one
/// @param network the ways between places
/// @param clientPlace where a client is that does not say
/// @param origin the origin
/// @param replication the origins beside it, with patterns 2.5 and 3
/// @param pops every point of presence, in order; with pattern 1 the origin's own place alone
/// @param edge what they are set to
/// @param kv the global store
/// @param fingerprint which fields select an answer
/// @param budget milliseconds allotted
/// @param providers in order of preference
/// @param projects tenants, by name; at least one
/// @param keys where API keys come from
/// @param storage where ledger and usage are kept
/// @param settings every setting in force by path, as text that shows no secret
public record GatewayConfig(
    String name,
    ServingPattern pattern,
    long seed,
    ListenSettings listen,
    int managementPort,
    NetworkSettings network,
    String clientPlace,
    OriginConfig origin,
    ReplicationConfig replication,
    List<PopId> pops,
    EdgeSettings edge,
    KvConfig kv,
    FingerprintMode fingerprint,
    LatencyBudget budget,
    List<ProviderConfig> providers,
    Map<ProjectId, ProjectConfig> projects,
    KeysConfig keys,
    StorageConfig storage,
    Map<String, String> settings) {

  /// Which fields select an answer.
  public enum FingerprintMode {
    /// Every field that can change an answer.
    FULL,
    /// The article's five, for comparison.
    ARTICLE
  }

  /// How answers of `project` are cached; a project that is not configured caches nothing.
  public CachePolicy policy(ProjectId project) {
    ProjectConfig known = projects.get(project);
    return known == null ? UNKNOWN_PROJECT : known.policy();
  }

  /// How `project` uses the semantic cache; one that is not configured does not.
  public SemanticPolicy semantic(ProjectId project) {
    ProjectConfig known = projects.get(project);
    return known == null ? SemanticPolicy.OFF : known.semantic().policy(known.policy().softTtl());
  }

  /// The provider keys that projects bring, of those that bring some.
  public Map<ProjectId, OwnKeysConfig> ownKeys() {
    Map<ProjectId, OwnKeysConfig> own = new TreeMap<>();
    projects.forEach((id, project) -> {
      if (project.own().isAny()) {
        own.put(id, project.own());
      }
    });
    return own;
  }

  /// Whether any project uses the semantic cache.
  public boolean isSemantic() {
    return projects.values().stream()
        .anyMatch(project -> project.semantic().mode() != SemanticPolicy.Mode.OFF);
  }

  private static final CachePolicy UNKNOWN_PROJECT =
      new CachePolicy(
          CachePolicy.Mode.OFF,
          CachePolicy.Scope.KEY,
          java.time.Duration.ZERO,
          java.time.Duration.ZERO,
          CachePolicy.Stale.REFUSE,
          "");

  /// The same, and what a project's PoPs do with stale entries is `stale`; itself when there is no
  /// such project.
  public GatewayConfig withStale(ProjectId project, CachePolicy.Stale stale) {
    ProjectConfig known = projects.get(project);
    if (known == null) {
      return this;
    }
    CachePolicy old = known.policy();
    CachePolicy policy =
        new CachePolicy(old.mode(), old.scope(), old.softTtl(), old.hardTtl(), stale, old.zone());
    return withProject(
        project,
        new ProjectConfig(policy, known.semantic(), known.limits(), known.balance(), known.own()),
        settings);
  }

  /// The same, and `project` uses the semantic cache so; itself when there is no such project.
  public GatewayConfig withSemantic(ProjectId project, SemanticPolicy.Mode mode, double threshold) {
    ProjectConfig known = projects.get(project);
    if (known == null) {
      return this;
    }
    SemanticConfig old = known.semantic();
    SemanticConfig semantic =
        new SemanticConfig(mode, threshold, old.ttl(), old.budget(), old.evaluation());
    Map<String, String> told = new TreeMap<>(settings);
    String path = "projects." + project.name() + ".semantic.";
    told.put(path + "mode", mode.name().toLowerCase(Locale.ROOT));
    told.put(path + "threshold", Double.toString(threshold));
    return withProject(
        project,
        new ProjectConfig(known.policy(), semantic, known.limits(), known.balance(), known.own()),
        Collections.unmodifiableMap(told));
  }

  private GatewayConfig withProject(
      ProjectId project, ProjectConfig config, Map<String, String> told) {
    Map<ProjectId, ProjectConfig> changed = new TreeMap<>(projects);
    changed.put(project, config);
    return new GatewayConfig(
        name,
        pattern,
        seed,
        listen,
        managementPort,
        network,
        clientPlace,
        origin,
        replication,
        pops,
        edge,
        kv,
        fingerprint,
        budget,
        providers,
        Collections.unmodifiableMap(changed),
        keys,
        storage,
        told);
  }

  /// Names of the origins on the network, the configured one first.
  public List<String> originNodes() {
    List<String> nodes = new ArrayList<>(List.of("origin:" + origin.region()));
    replication.regions().forEach(region -> nodes.add("origin:" + region));
    return nodes;
  }

  /// The same with files resolved against the folder that the configuration's file is in.
  GatewayConfig resolvedAgainst(Path folder) {
    return new GatewayConfig(
        name,
        pattern,
        seed,
        listen,
        managementPort,
        network,
        clientPlace,
        origin,
        replication,
        pops,
        edge,
        kv,
        fingerprint,
        budget,
        providers.stream().map(provider -> provider.resolvedAgainst(folder)).toList(),
        resolved(projects, folder),
        keys.resolvedAgainst(folder),
        storage.resolvedAgainst(folder, name),
        settings);
  }

  private static Map<ProjectId, ProjectConfig> resolved(
      Map<ProjectId, ProjectConfig> projects, Path folder) {
    Map<ProjectId, ProjectConfig> all = new TreeMap<>();
    projects.forEach((id, project) ->
        all.put(
            id,
            new ProjectConfig(
                project.policy(),
                project.semantic().resolvedAgainst(folder),
                project.limits(),
                project.balance(),
                project.own())));
    return Collections.unmodifiableMap(all);
  }

  /// What runs after `newer` was read while this was running: of `newer` what may change live, of
  /// this the rest.
  public GatewayConfig taking(GatewayConfig newer) {
    return new GatewayConfig(
        name,
        pattern,
        seed,
        listen,
        managementPort,
        network,
        newer.clientPlace,
        origin,
        replication,
        pops,
        EdgeFields.takingLimits(edge, newer.edge),
        kv,
        fingerprint,
        newer.budget,
        newer.providers,
        newer.projects,
        newer.keys,
        storage,
        ConfigChange.settingsAfter(settings, newer.settings));
  }

  /// Name and pattern.
  @Override
  public String toString() {
    return "configuration " + name + " (pattern " + pattern.label() + ")";
  }
}
