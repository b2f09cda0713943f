package meridian.console.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.control.SemanticUse;
import meridian.control.Tenants;
import meridian.telemetry.KeyFigures;

/// Projects and keys of a gateway that was used for a while.
public final class SampleTenants {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /// The key that was revoked.
  public static final KeyId REVOKED = new KeyId("leaked000007");

  /// Three projects and six keys.
  public static final Tenants TENANTS =
      new Tenants(
          List.of(
              project(
                  "chatbot",
                  "on",
                  "serve",
                  "",
                  Optional.of(new Money(182_410_000)),
                  600L,
                  SampleEvaluation.SHADOW),
              project("demo", "on", "serve", "", Optional.empty(), 0, SemanticUse.OFF),
              project(
                  "pricing-eu",
                  "read_only",
                  "refuse",
                  "eu",
                  Optional.of(Money.ZERO),
                  60L,
                  SemanticUse.OFF)),
          List.of(
              key("chatprod0001", "chatbot", Tenants.State.VALID, 0, 0, ""),
              key("chatstage002", "chatbot", Tenants.State.VALID, 30 * 24, 0, "cache off"),
              key("demokey00003", "demo", Tenants.State.VALID, 0, 0, ""),
              key("eurotate0004", "pricing-eu", Tenants.State.ROTATING, 0, 20, ""),
              key("euold0000005", "pricing-eu", Tenants.State.EXPIRED, -48, 0, "60 requests/min"),
              key("leaked000007", "chatbot", Tenants.State.REVOKED, 0, 0, "")),
          true);

  /// Uses of these keys, and a revocation that two PoPs have not heard of.
  public static final KeyFigures FIGURES =
      new KeyFigures(
          List.of(
              new KeyFigures.KeyUse(new KeyId("chatprod0001"), 48_211, hour(0)),
              new KeyFigures.KeyUse(new KeyId("demokey00003"), 912, hour(0)),
              new KeyFigures.KeyUse(new KeyId("leaked000007"), 2_204, hour(0)),
              new KeyFigures.KeyUse(new KeyId("euold0000005"), 17, hour(-49))),
          List.of(
              new KeyFigures.Revocation(
                  REVOKED,
                  SampleSnapshots.NOW_NANOS - 41 * SECOND,
                  List.of(
                      at("BOM", 0, 3_100),
                      at("FRA", 4, 17_800),
                      at("GRU", 21, 0),
                      at("IAD", 9, 28_400),
                      at("NRT", 13, 0),
                      at("SIN", 6, 12_250)))));

  /// The same with `use` as the semantic cache of the first project.
  public static Tenants with(SemanticUse use) {
    Tenants.Project first = TENANTS.projects().getFirst();
    List<Tenants.Project> projects = new ArrayList<>(TENANTS.projects());
    projects.set(
        0,
        new Tenants.Project(
            first.id(),
            first.cache(),
            first.softTtl(),
            first.stale(),
            first.zone(),
            first.balance(),
            first.limits(),
            first.perKey(),
            use,
            first.ownKeys()));
    return new Tenants(projects, TENANTS.keys(), TENANTS.isIssuing());
  }

  private SampleTenants() {}

  private static long hour(int offset) {
    return SampleSnapshots.NOW_NANOS / HOUR + offset;
  }

  private static KeyFigures.AtPop at(String pop, long served, long millis) {
    return new KeyFigures.AtPop(
        new PopId(pop), served, millis == 0 ? Optional.empty() : Optional.of(millis * 1_000_000));
  }

  private static Tenants.Project project(
      String name,
      String cache,
      String stale,
      String zone,
      Optional<Money> balance,
      long limit,
      SemanticUse semantic) {
    Optional<Long> requests = limit == 0 ? Optional.empty() : Optional.of(limit);
    return new Tenants.Project(
        new ProjectId(name),
        cache,
        Duration.ofHours(1),
        stale,
        zone,
        balance,
        new Tenants.Limits(requests, requests.map(each -> each * 2_000)),
        new Tenants.Limits(requests.map(each -> each / 4), Optional.empty()),
        semantic,
        zone.isEmpty() ? List.of() : List.of("openai"));
  }

  private static Tenants.Key key(
      String id, String project, Tenants.State state, int expiresIn, int oldFor, String own) {
    return new Tenants.Key(
        new KeyId(id),
        new ProjectId(project),
        state,
        expiresIn == 0
            ? Optional.empty()
            : Optional.of(SampleSnapshots.NOW_NANOS + expiresIn * HOUR),
        oldFor == 0 ? Optional.empty() : Optional.of(SampleSnapshots.NOW_NANOS + oldFor * HOUR),
        own);
  }
}
