package meridian.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.Refusal;
import meridian.Source;

/// Says which targets can answer a request, and under which model name. Immutable.
///
/// An exact name goes before a prefix, a longer prefix before a shorter one.
public final class Router {
  private final List<Route> routes;
  private final Map<String, Provider> targets = new LinkedHashMap<>();

  /// A router of `routes` over `targets`.
  ///
  /// @throws IllegalArgumentException when a route names no target, or two routes one model
  public Router(List<Route> routes, List<Provider> targets) {
    for (Provider target : targets) {
      if (this.targets.put(target.target(), target) != null) {
        throw new IllegalArgumentException(
            "provider targets: expected distinct names, found '" + target.target() + "' twice");
      }
    }
    List<Route> sorted = new ArrayList<>(routes);
    sorted.sort(
        Comparator.comparing(Route::isPrefix)
            .thenComparing(
                Comparator.<Route>comparingInt(route -> route.model().length()).reversed())
            .thenComparing(Route::model));
    for (int i = 0; i < sorted.size(); i++) {
      check(sorted.get(i));
      if (i > 0 && sorted.get(i).model().equals(sorted.get(i - 1).model())) {
        throw new IllegalArgumentException(
            "routes: expected one for each model, found two for '" + sorted.get(i).model() + "'");
      }
    }
    this.routes = List.copyOf(sorted);
  }

  /// The same routes to the same targets, but for what `changed` gives in place of a route.
  public Router with(UnaryOperator<Route> changed) {
    return new Router(routes.stream().map(changed).toList(), List.copyOf(targets.values()));
  }

  private void check(Route route) {
    List<String> names = new ArrayList<>(route.targets());
    route.fallbacks().forEach(fallback -> names.add(fallback.target()));
    for (String name : names) {
      if (!targets.containsKey(name)) {
        throw new IllegalArgumentException(
            "route "
                + route.model()
                + ": expected one of the targets "
                + targets.keySet().stream().sorted().toList()
                + ", found '"
                + name
                + "'");
      }
    }
  }

  /// One target that can answer a request.
  ///
  /// @param provider whom to ask
  /// @param model whose answer it will be
  /// @param request as this provider is to see it: under its own name of the model
  /// @param isFallback whether the model is another than was asked for
  /// @param source who answers there and at whose cost
  public record Way(
      Provider provider,
      EffectiveModel model,
      ChatRequest request,
      boolean isFallback,
      Source source) {
    /// The same to `own`, which is the same target with a key of the project's.
    Way through(Provider own) {
      return new Way(own, model, request, isFallback, Source.BYOK);
    }
  }

  /// Where a request goes.
  public sealed interface Routing {
    /// These targets can answer.
    ///
    /// @param model who will really answer, unless a fallback has to
    /// @param ways the preferred first, 1 or more; fallbacks are last
    record Routed(EffectiveModel model, List<Way> ways) implements Routing {
      public Routed {
        ways = List.copyOf(ways);
      }
    }

    /// None can.
    ///
    /// @param refusal 404 `model_not_found`
    record Unroutable(Refusal refusal) implements Routing {}
  }

  /// Finds the targets for `request`.
  public Routing route(ChatRequest request) {
    Optional<Route> found = find(request.model());
    if (found.isEmpty()) {
      return new Routing.Unroutable(
          Refusal.permanent(
              404,
              "invalid_request_error",
              "model_not_found",
              "The model '"
                  + shown(request.model())
                  + "' does not exist here. GET /v1/models lists those that do."));
    }
    Route route = found.get();
    EffectiveModel model = effective(route, request.model());
    ChatRequest upstream = named(request, model);
    List<Way> ways = new ArrayList<>(route.targets().size() + route.fallbacks().size());
    for (String name : route.targets()) {
      ways.add(way(target(name), model, upstream, false));
    }
    for (Route.Fallback other : route.fallbacks()) {
      ways.add(way(target(other.target()), other.model(), named(request, other.model()), true));
    }
    return new Routing.Routed(model, ways);
  }

  private static Way way(
      Provider provider, EffectiveModel model, ChatRequest request, boolean isFallback) {
    return new Way(provider, model, request, isFallback, Source.of(provider.isModelled()));
  }

  private static ChatRequest named(ChatRequest request, EffectiveModel model) {
    return model.model().equals(request.model())
        ? request
        : new ChatRequest(
            request.body().with("model", model.model()),
            model.model(),
            request.isStreamed(),
            request.wantsUsageChunk(),
            request.endpoint());
  }

  /// Who will really answer when a client names `model`; empty when nobody will.
  public Optional<EffectiveModel> effective(String model) {
    return find(model).map(route -> effective(route, model));
  }

  /// Every target, sorted by name.
  public List<Provider> targets() {
    return targets.values().stream().sorted(Comparator.comparing(Provider::target)).toList();
  }

  /// The models that are routed by their full name, sorted by it: the list of `GET /v1/models`.
  public List<String> models() {
    return routes.stream().filter(route -> !route.isPrefix()).map(Route::model).sorted().toList();
  }

  private Optional<Route> find(String model) {
    for (Route route : routes) {
      if (route.covers(model)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  private static EffectiveModel effective(Route route, String model) {
    return new EffectiveModel(route.provider(), route.upstream().orElse(model));
  }

  private Provider target(String name) {
    return Optional.ofNullable(targets.get(name)).orElseThrow();
  }

  /// A client's model name, cut to a length that fits an error message.
  private static String shown(String model) {
    return model.length() <= 80 ? model : model.substring(0, 80) + "…";
  }
}
