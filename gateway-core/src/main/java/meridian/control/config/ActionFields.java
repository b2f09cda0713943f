package meridian.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import meridian.PopId;
import meridian.ProjectId;
import meridian.cache.CachePolicy;
import meridian.scenario.OperatorAction;
import meridian.scenario.Step;
import meridian.scenario.Tenant;

/// The fields of one entry of a scenario's `actions`: when, and what the operator does.
final class ActionFields {
  private static final Field<Duration> AT =
      Field.required("at", Units.duration("0s", "3650d"), "From the scenario's start.");
  private static final Field<ProjectId> PROJECT =
      Field.required("project", WorldKinds.project(), "Whose.");
  private static final Field<Integer> KEY =
      Field.of("key", Kinds.count(0, 1_000_000), "0", "Number of the project's key, from 0.");
  private static final Field<CachePolicy.Stale> STALE =
      Field.required(
          "stale",
          Kinds.choice(CachePolicy.Stale.class),
          "serve or refuse a stale entry when the origin cannot answer.");
  private static final Field<List<PopId>> POPS =
      Field.of("pops", new SomePops(new ListOf<>(WorldKinds.pop(), 1, 256)), "all", "Which.");
  private static final Field<Duration> EVERY =
      Field.required("every", Units.duration("1s", "1d"), "Interval for each point of presence.");

  private static final OneOf<OperatorAction> WHAT =
      new OneOf<OperatorAction>()
          .or(
              group("revokeKey", List.of(PROJECT, KEY), ActionFields::tenant, "Revoke a key."),
              OperatorAction.RevokeKey::new)
          .or(
              group("createKey", List.of(PROJECT, KEY), ActionFields::tenant, "Make a key."),
              OperatorAction.CreateKey::new)
          .or(
              group(
                  "purge",
                  List.of(),
                  _ -> new OperatorAction.PurgeCaches(),
                  "Forget every cached answer; write {}."),
              purge -> purge)
          .or(
              group(
                  "promoteStandby",
                  List.of(),
                  _ -> new OperatorAction.PromoteStandby(),
                  "Let the standby region answer (pattern 2.5); write {}."),
              promote -> promote)
          .or(
              group(
                  "stalePolicy",
                  List.of(PROJECT, STALE),
                  in ->
                      new OperatorAction.ChangeStalePolicy(
                          in.get(PROJECT), in.get(STALE) == CachePolicy.Stale.SERVE),
                  "Change what a project does with stale entries."),
              change -> change)
          .or(
              group(
                  "keepWarm",
                  List.of(POPS, EVERY),
                  in -> new OperatorAction.StartKeepWarm(in.get(POPS), in.get(EVERY)),
                  "Send small requests so that points of presence stay warm."),
              warm -> warm)
          .or(
              group(
                  "stopKeepWarm",
                  List.of(),
                  _ -> new OperatorAction.StopKeepWarm(),
                  "Send them no more; write {}."),
              stop -> stop)
          .or(
              Field.optional(
                  "capKvWrites",
                  Kinds.wholeNumber(0, 1_000_000_000_000L),
                  "Refuse KV writes beyond this many a day."),
              OperatorAction.CapKvWrites::new)
          .or(
              Field.optional(
                  "set",
                  Kinds.pathAndValue(),
                  "Change a field of the configuration that may change while the gateway runs."),
              set ->
                  new OperatorAction.Reconfigure(
                      set.substring(0, set.indexOf('=')), set.substring(set.indexOf('=') + 1)));

  private ActionFields() {}

  /// One entry.
  static final Group<Step> GROUP =
      new Group<>(fields(), WHAT::check, in -> new Step(WHAT.of(in), in.get(AT)));

  private static List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>();
    fields.add(AT);
    fields.addAll(WHAT.fields());
    return fields;
  }

  private static Tenant tenant(Section in) {
    return new Tenant(in.get(PROJECT), in.get(KEY));
  }

  private static <T> Field<Optional<T>> group(
      String name, List<Field<?>> fields, Function<Section, T> of, String what) {
    return Field.optional(name, Group.of(fields, of), what);
  }

  /// Some points of presence, or `all`, which is none in particular.
  private record SomePops(ListOf<PopId> list) implements Kind<List<PopId>> {
    @Override
    public Optional<List<PopId>> read(Node node, Reading reading) {
      return node instanceof Node.Scalar scalar && scalar.text().equals("all")
          ? Optional.of(List.of())
          : list.read(node, reading);
    }

    @Override
    public String words() {
      return list.words() + "; or all";
    }

    @Override
    public String show(List<PopId> value) {
      return value.isEmpty() ? "all" : list.show(value);
    }
  }
}
