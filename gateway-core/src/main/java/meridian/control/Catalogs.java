package meridian.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import meridian.EffectiveModel;
import meridian.ProjectId;
import meridian.Region;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ModelConfig;
import meridian.control.config.OwnKeysConfig;
import meridian.control.config.ProviderConfig;
import meridian.control.config.Secret;
import meridian.live.provider.HttpProvider;
import meridian.network.Paths;
import meridian.origin.Catalog;
import meridian.provider.ModelledProvider;
import meridian.provider.ModelledTarget;
import meridian.provider.OwnKeys;
import meridian.provider.Price;
import meridian.provider.PriceTable;
import meridian.provider.Provider;
import meridian.provider.Route;
import meridian.provider.Router;
import meridian.time.Dice;
import meridian.time.WorldClock;

/// Makes the providers, routes and prices that a configuration names.
final class Catalogs {
  private final WorldClock clock;
  private final Paths paths;
  private final Dice dice;
  private final Opener real;

  /// @param real opens providers that are not modelled
  Catalogs(WorldClock clock, Paths paths, Dice dice, Opener real) {
    this.clock = clock;
    this.paths = paths;
    this.dice = dice;
    this.real = real;
  }

  /// Opens the providers of a world that has real ones.
  @FunctionalInterface
  interface Opener {
    /// The target called `name` that `config` describes.
    Provider open(String name, ProviderConfig config);
  }

  Catalog of(GatewayConfig config) {
    Map<String, Provider> real = new LinkedHashMap<>();
    Map<String, Catalog> elsewhere = new LinkedHashMap<>();
    Catalog home = seenFrom(config.origin().region(), dice, real, config);
    for (Region region : config.replication().regions()) {
      elsewhere.put(region.name(), seenFrom(region, dice.fork(region.name()), real, config));
    }
    Map<ProjectId, OwnKeys> own = ownKeys(config);
    elsewhere.replaceAll((_, seen) -> new Catalog(seen.router(), seen.prices(), own, Map.of()));
    return new Catalog(home.router(), home.prices(), own, elsewhere);
  }

  /// The targets of projects that bring their own provider keys; all origins of this process share
  /// them.
  private Map<ProjectId, OwnKeys> ownKeys(GatewayConfig config) {
    Map<ProjectId, OwnKeys> all = new LinkedHashMap<>();
    config.ownKeys().forEach((id, keys) -> all.put(id, ownKeys(id, keys, config.providers())));
    return all;
  }

  private OwnKeys ownKeys(ProjectId project, OwnKeysConfig keys, List<ProviderConfig> providers) {
    Map<String, Provider> targets = new LinkedHashMap<>();
    Set<String> open = new LinkedHashSet<>();
    for (ProviderConfig provider : providers) {
      String name = provider.name() + "/" + provider.region();
      List<String> variables = keys.variables().getOrDefault(provider.name(), List.of());
      if (!variables.isEmpty()) {
        Secret own = new Secret.InEnvironments(variables);
        targets.put(name, real.open(name + "@" + project, provider.withKey(own)));
      } else if (provider.secret() instanceof Secret.None) {
        open.add(name);
      }
    }
    return new OwnKeys(project, targets, open, keys.house());
  }

  /// @param opened real providers, which all origins of this process share
  private Catalog seenFrom(
      Region origin, Dice luck, Map<String, Provider> opened, GatewayConfig config) {
    List<Provider> targets = new ArrayList<>();
    Map<String, Routed> routes = new LinkedHashMap<>();
    List<Price> prices = new ArrayList<>();
    for (ProviderConfig provider : config.providers()) {
      String name = provider.name() + "/" + provider.region();
      targets.add(
          switch (provider.kind()) {
            case MODELLED -> modelled(name, provider, origin.place(), luck);
            case OPENAI_COMPATIBLE, ANTHROPIC, GEMINI ->
                opened.computeIfAbsent(name, _ -> real.open(name, provider));
          });
      for (ModelConfig model : provider.models()) {
        routes
            .computeIfAbsent(model.name(), _ -> new Routed(provider.name(), model.upstream()))
            .add(name, provider, model, steady(origin, provider.region()));
        model.prices().ifPresent(own -> prices.add(price(provider, model, own)));
      }
    }
    List<Route> all = new ArrayList<>();
    routes.forEach((model, to) -> all.add(to.route(model)));
    return new Catalog(new Router(all, targets), PriceTable.published().with(prices));
  }

  /// Closes the connections of the real providers of `catalog`.
  static void close(Catalog catalog) {
    for (Provider target : catalog.targets()) {
      if (target instanceof HttpProvider open) {
        open.close();
      }
    }
  }

  private static ModelledTarget target(String name, ProviderConfig provider) {
    ModelledTarget fair = ModelledTarget.of(name, provider.region());
    return new ModelledTarget(
        name,
        fair.region(),
        fair.paces(),
        provider.weather(),
        fair.maxIdleConnections(),
        fair.keepAlive());
  }

  private static Price price(ProviderConfig provider, ModelConfig model, ModelConfig.Prices own) {
    return new Price(
        new EffectiveModel(provider.name(), model.upstream()),
        own.input().microUsd(),
        OptionalLong.of(own.cachedInput().microUsd()),
        OptionalLong.empty(),
        own.output().microUsd());
  }

  /// Round trip between an origin and a provider's region when nothing is wrong on the way.
  private long steady(Region origin, Region provider) {
    return paths.steadyRoundTripNanos(origin.place(), provider.place());
  }

  /// Targets of one model as they are collected. The first to name it says who answers; its other
  /// regions are ordered by their round trip from the origin, the nearest first. Providers that
  /// have another model under this name are fallbacks, in their order.
  private static final class Routed {
    private final EffectiveModel model;
    private final List<Site> targets = new ArrayList<>();
    private final List<Route.Fallback> fallbacks = new ArrayList<>();

    Routed(String provider, String upstream) {
      this.model = new EffectiveModel(provider, upstream);
    }

    private record Site(String target, long roundTripNanos) {}

    void add(String target, ProviderConfig provider, ModelConfig named, long roundTripNanos) {
      EffectiveModel own = new EffectiveModel(provider.name(), named.upstream());
      if (own.equals(model)) {
        targets.add(new Site(target, roundTripNanos));
      } else {
        fallbacks.add(new Route.Fallback(target, own));
      }
    }

    Route route(String name) {
      Optional<String> other =
          model.model().equals(name) ? Optional.empty() : Optional.of(model.model());
      List<String> nearestFirst =
          targets.stream()
              .sorted(Comparator.comparingLong(Site::roundTripNanos))
              .map(Site::target)
              .toList();
      return new Route(name, model.provider(), other, nearestFirst, fallbacks);
    }
  }

  private Provider modelled(String name, ProviderConfig provider, String originPlace, Dice own) {
    String place = provider.region().place();
    return new ModelledProvider(
        target(name, provider), () -> paths.roundTripNanos(originPlace, place), clock, own);
  }
}
