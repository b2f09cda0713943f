package meridian.control.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.PopId;
import meridian.ProjectId;
import meridian.scenario.Tenant;
import meridian.scenario.WorkloadPlan;

/// The fields of who asks, and from where: relative weights of places and projects.
final class AskerFields {
  static final Field<Map<String, Double>> PLACES =
      Field.of(
          "places",
          new PlaceShares(new MapOf<>(WorldKinds.place(), weight(), 1_000)),
          "default",
          "Where clients sit: relative weights by place, or default (the 42 default cities"
              + " alike).");
  private static final Field<Integer> KEYS =
      Field.of("keys", Kinds.count(1, 100), "1", "How many keys the project uses, alike.");
  private static final Field<Double> PROJECT_SHARE =
      Field.of("share", weight(), "1", "Relative weight of the project.");
  static final Field<Map<ProjectId, Asking>> PROJECTS =
      Field.of(
          "projects",
          new MapOf<>(
              WorldKinds.project(),
              Group.of(
                  List.of(PROJECT_SHARE, KEYS),
                  in -> new Asking(in.get(PROJECT_SHARE), in.get(KEYS))),
              WorkloadPlan.MAX_TENANTS),
          "{demo: {}}",
          "Who asks.");

  private AskerFields() {}

  /// How much of the traffic a project sends, and under how many keys.
  record Asking(double share, int keys) {}

  /// Refuses places and projects that nothing would come from.
  static void check(Section in) {
    refuseWeightless(in, PLACES, in.get(PLACES));
    refuseWeightless(in, PROJECTS, tenants(in));
  }

  /// Refuses shares that are all 0.
  static void refuseWeightless(Section in, Field<?> field, Map<?, Double> shares) {
    if (shares.values().stream().noneMatch(share -> share > 0)) {
      in.refuse(field, "expected a weight above 0, found none; add one");
    }
  }

  /// The keys of all projects, and how much of the traffic each sends.
  static Map<Tenant, Double> tenants(Section in) {
    Map<Tenant, Double> shares = new LinkedHashMap<>();
    in.get(PROJECTS)
        .forEach((project, asking) -> {
          for (int key = 0; key < asking.keys(); key++) {
            shares.put(new Tenant(project, key), asking.share() / asking.keys());
          }
        });
    return shares;
  }

  /// A relative weight.
  static ScalarKind<Double> weight() {
    return Kinds.number(0, 1_000_000);
  }

  /// Weights by place, or `default`.
  private record PlaceShares(MapOf<String, Double> map) implements Kind<Map<String, Double>> {
    @Override
    public Optional<Map<String, Double>> read(Node node, Reading reading) {
      if (node instanceof Node.Scalar scalar && scalar.text().equals("default")) {
        Map<String, Double> alike = new TreeMap<>();
        for (PopId pop : reading.atlas().defaultPops()) {
          alike.put(pop.code(), 1.0);
        }
        return Optional.of(alike);
      }
      return map.read(node, reading);
    }

    @Override
    public String words() {
      return map.words() + "; or default";
    }
  }
}
