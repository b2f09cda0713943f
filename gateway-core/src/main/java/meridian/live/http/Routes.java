package meridian.live.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.Endpoint;
import meridian.Json;
import meridian.PopId;
import meridian.Refusal;
import meridian.RequestId;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.edge.Arrival;
import meridian.telemetry.Event;
import meridian.time.Interruption;
import meridian.wire.Credentials;
import meridian.wire.Headers;
import meridian.wire.JsonWriter;
import meridian.wire.ResponseHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which request goes where, for every listener. Used by any number of threads.
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String MODELS = "/v1/models";

  private final HttpService service;
  private final HttpBounds bounds;
  private volatile boolean isStopping;

  Routes(HttpService service, HttpBounds bounds) {
    this.service = service;
    this.bounds = bounds;
  }

  /// From now on every request but `/healthz` is refused.
  void stopping() {
    isStopping = true;
  }

  /// Answers one request to its end.
  void serve(Exchange exchange) throws IOException {
    RequestId id = service.ids().get();
    try {
      if (exchange.targetLength() > bounds.uriBytes()) {
        cut("uri_too_long");
        refuse(exchange, id, uriTooLong(exchange), true);
      } else {
        route(exchange, id);
      }
    } catch (Exchange.BodyRefused refused) {
      cut(refused.reason());
      refuse(exchange, id, refused.refusal(), true);
    } catch (Interruption stopped) {
      if (!exchange.isClientGone()) {
        fail(exchange, id, shuttingDown());
      }
    } catch (RuntimeException bug) {
      LOG.error("request {} failed in the gateway", id, bug);
      fail(exchange, id, internal(id));
    }
  }

  private void route(Exchange exchange, RequestId id) throws IOException, Exchange.BodyRefused {
    String path = exchange.path();
    switch (path) {
      case "/healthz" -> {
        if (allows(exchange, id, "GET", "HEAD")) {
          answer(exchange, id, 200, JSON, status("ok", List.of()));
        }
      }
      case "/readyz" -> {
        if (allows(exchange, id, "GET", "HEAD")) {
          readiness(exchange, id);
        }
      }
      default -> {
        switch (exchange.entrance()) {
          case Entrance.Management _ -> management(exchange, id);
          case Entrance.FrontDoor _ -> api(exchange, id, Optional.empty());
          case Entrance.Pop pop -> api(exchange, id, Optional.of(pop.id()));
        }
      }
    }
  }

  private void management(Exchange exchange, RequestId id) throws IOException {
    if (!exchange.path().equals("/metrics")) {
      refuse(exchange, id, unknownPath(exchange), false);
    } else if (allows(exchange, id, "GET", "HEAD")) {
      byte[] text = service.metrics().get().getBytes(StandardCharsets.UTF_8);
      answer(exchange, id, 200, PROMETHEUS, text);
    }
  }

  private void api(Exchange exchange, RequestId id, Optional<PopId> fixedPop)
      throws IOException, Exchange.BodyRefused {
    String path = exchange.path();
    Optional<Endpoint> endpoint = Endpoint.at(path);
    if (endpoint.isPresent()) {
      if (allows(exchange, id, "POST")) {
        chat(exchange, id, fixedPop, endpoint.get());
      }
    } else if (path.equals(MODELS) || path.startsWith(MODELS + "/")) {
      if (allows(exchange, id, "GET", "HEAD")) {
        models(exchange, id, fixedPop);
      }
    } else {
      refuse(exchange, id, unknownPath(exchange), false);
    }
  }

  private void chat(Exchange exchange, RequestId id, Optional<PopId> fixedPop, Endpoint endpoint)
      throws IOException, Exchange.BodyRefused {
    if (isStopping) {
      refuse(exchange, id, shuttingDown(), true);
      return;
    }
    Optional<Refusal> obstacle = clientObstacle(exchange).or(() -> encodingObstacle(exchange));
    if (obstacle.isPresent()) {
      refuse(exchange, id, obstacle.get(), false);
      return;
    }
    String client = client(exchange, fixedPop);
    PopId pop = fixedPop.orElseGet(() -> service.places().nearestPop(client));
    byte[] body = exchange.body();
    StageTrace trace = new StageTrace(exchange.arrivedNanos());
    trace.lap(Stage.CLIENT_EDGE, service.clock().nanos());
    exchange.watch();
    try {
      comeUp(exchange, trace, client, pop, body.length);
      Arrival arrival =
          new Arrival(
              id,
              client,
              exchange.isFirstOnConnection(),
              exchange.arrivedNanos(),
              trace.mark(),
              credential(exchange),
              joined(exchange, "Cache-Control"),
              joined(exchange, "Idempotency-Key"),
              endpoint,
              body);
      ClientSide side =
          new ClientSide(
              exchange,
              AnswerForm.of(exchange.path(), id),
              service.access(),
              service.clock(),
              client,
              pop.code());
      service.pops().serve(pop, arrival, trace, side);
      if (side.isClientGone() || exchange.isClientGone()) {
        throw new EOFException("the client left");
      }
      if (!side.isEnded()) {
        throw new IllegalStateException("the PoP returned without an answer");
      }
    } finally {
      exchange.unwatch();
    }
  }

  /// Lets the modelled way from the client to the PoP pass, and charges it.
  private void comeUp(
      Exchange exchange, StageTrace trace, String client, PopId pop, long bodyBytes) {
    boolean isCold = exchange.isFirstOnConnection();
    long connectNanos = isCold ? service.access().connectNanos(client, pop.code()) : 0;
    long upNanos = service.access().upNanos(client, pop.code(), bodyBytes, isCold);
    if (connectNanos + upNanos > 0) {
      long startNanos = trace.mark();
      service.clock().sleepUntil(startNanos + connectNanos + upNanos);
      if (connectNanos > 0) {
        trace.lap(Stage.CLIENT_CONNECT, startNanos + connectNanos);
      }
      trace.lap(Stage.CLIENT_EDGE, service.clock().nanos());
    }
  }

  private void models(Exchange exchange, RequestId id, Optional<PopId> fixedPop)
      throws IOException {
    Optional<Refusal> obstacle = clientObstacle(exchange);
    if (obstacle.isPresent()) {
      refuse(exchange, id, obstacle.get(), false);
      return;
    }
    String client = client(exchange, fixedPop);
    PopId pop = fixedPop.orElseGet(() -> service.places().nearestPop(client));
    switch (service.models().list(pop, credential(exchange))) {
      case ModelCatalog.Listing.Refused refused -> refuse(exchange, id, refused.refusal(), false);
      case ModelCatalog.Listing.Listed listed -> {
        if (exchange.path().equals(MODELS)) {
          List<Json> items = new ArrayList<>();
          listed.models().forEach(model -> items.add(json(model)));
          Json.Obj list =
              Json.Obj.of("object", new Json.Text("list")).with("data", new Json.Arr(items));
          answer(exchange, id, 200, JSON, JsonWriter.utf8(list));
        } else {
          model(exchange, id, listed.models());
        }
      }
    }
  }

  private void model(Exchange exchange, RequestId id, List<ModelCatalog.Model> models)
      throws IOException {
    String name = exchange.path().substring(MODELS.length() + 1);
    for (ModelCatalog.Model model : models) {
      if (model.id().equals(name)) {
        answer(exchange, id, 200, JSON, JsonWriter.utf8(json(model)));
        return;
      }
    }
    Refusal refusal =
        Refusal.permanent(
            404,
            "invalid_request_error",
            "model_not_found",
            "The model '"
                + shown(name)
                + "' does not exist here. GET /v1/models lists those that do.");
    refuse(exchange, id, refusal, false);
  }

  private static Json.Obj json(ModelCatalog.Model model) {
    return Json.Obj.of("id", new Json.Text(model.id()))
        .with("object", "model")
        .with("created", model.createdSeconds())
        .with("owned_by", model.ownedBy());
  }

  private void readiness(Exchange exchange, RequestId id) throws IOException {
    if (isStopping) {
      answer(exchange, id, 503, JSON, status("not_ready", List.of("the gateway is stopping")));
      return;
    }
    Readiness readiness = service.readiness().get();
    answer(
        exchange,
        id,
        readiness.isReady() ? 200 : 503,
        JSON,
        status(readiness.isReady() ? "ready" : "not_ready", readiness.obstacles()));
  }

  private static byte[] status(String status, List<String> reasons) {
    List<Json> items = new ArrayList<>();
    reasons.forEach(reason -> items.add(new Json.Text(reason)));
    Json.Obj body = Json.Obj.of("status", new Json.Text(status));
    return JsonWriter.utf8(items.isEmpty() ? body : body.with("reasons", new Json.Arr(items)));
  }

  /// Whether the method is one of `allowed`; otherwise it has been refused with 405.
  private boolean allows(Exchange exchange, RequestId id, String... allowed) throws IOException {
    for (String method : allowed) {
      if (method.equals(exchange.method())) {
        return true;
      }
    }
    String list = String.join(", ", allowed);
    Refusal refusal =
        Refusal.permanent(
            405,
            "invalid_request_error",
            "method_not_allowed",
            "Expected %s for %s, found %s."
                .formatted(list, shown(exchange.path()), shown(exchange.method())));
    AnswerForm form = AnswerForm.of(exchange.path(), id);
    Headers headers = form.named(ResponseHeaders.of(id, refusal));
    headers.add("Allow", list);
    exchange.answer(405, headers, JSON, form.refused(refusal), false);
    return false;
  }

  private String client(Exchange exchange, Optional<PopId> fixedPop) {
    return joined(exchange, "X-Meridian-Client")
        .map(code -> code.strip().toUpperCase(Locale.ROOT))
        .orElseGet(() -> fixedPop.map(PopId::code).orElseGet(service.places()::defaultPlace));
  }

  private Optional<Refusal> clientObstacle(Exchange exchange) {
    Optional<String> code =
        joined(exchange, "X-Meridian-Client").map(c -> c.strip().toUpperCase(Locale.ROOT));
    if (code.isEmpty() || service.places().isKnown(code.get())) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.badRequest(
            "unknown_place",
            "Expected in X-Meridian-Client a place code, one of %s; found '%s'."
                .formatted(String.join(" ", service.places().codes()), shown(code.get())),
            "X-Meridian-Client"));
  }

  private static Optional<Refusal> encodingObstacle(Exchange exchange) {
    Optional<String> coding = joined(exchange, "Content-Encoding");
    if (coding.isEmpty() || coding.get().strip().equalsIgnoreCase("identity")) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.permanent(
            415,
            "invalid_request_error",
            "unsupported_encoding",
            "Expected a body without Content-Encoding, found '%s'; send it uncompressed."
                .formatted(shown(coding.get()))));
  }

  private static Optional<String> credential(Exchange exchange) {
    Credentials found =
        Credentials.of(exchange.headers("Authorization"), exchange.headers("x-api-key"));
    return switch (found) {
      case Credentials.Presented presented -> Optional.of(presented.key());
      case Credentials.Missing _ -> Optional.empty();
    };
  }

  private static Optional<String> joined(Exchange exchange, String header) {
    List<String> values = exchange.headers(header);
    return switch (values.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(values.getFirst());
      default -> Optional.of(String.join(", ", values));
    };
  }

  private Refusal uriTooLong(Exchange exchange) {
    return Refusal.permanent(
        414,
        "invalid_request_error",
        "uri_too_long",
        "Expected a request target of at most %d bytes, found %d."
            .formatted(bounds.uriBytes(), exchange.targetLength()));
  }

  private static Refusal unknownPath(Exchange exchange) {
    return Refusal.permanent(
        404,
        "invalid_request_error",
        "unknown_url",
        "Unknown request URL: %s %s. Expected POST /v1/chat/completions, /v1/messages or"
                .formatted(shown(exchange.method()), shown(exchange.path()))
            + " /v1/embeddings, GET /v1/models, /healthz or /readyz.");
  }

  private static Refusal shuttingDown() {
    return Refusal.passing(
            503, "server_error", "shutting_down", "The gateway is stopping. Try again shortly.")
        .after(Duration.ofSeconds(1));
  }

  private static Refusal internal(RequestId id) {
    return Refusal.passing(
        500,
        "server_error",
        "internal_error",
        "The gateway failed on this request. If it happens again, report it with the id "
            + id
            + ".");
  }

  /// At most 80 visible characters of what a client sent.
  private static String shown(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
    return visible.length() <= 80 ? visible : visible.substring(0, 80) + "…";
  }

  private void cut(String reason) {
    service.events().accept(new Event.ConnectionCut(reason, service.clock().nanos()));
  }

  private static void answer(
      Exchange exchange, RequestId id, int status, String contentType, byte[] body)
      throws IOException {
    exchange.answer(status, ResponseHeaders.ids(id), contentType, body, false);
  }

  private static void refuse(Exchange exchange, RequestId id, Refusal refusal, boolean closing)
      throws IOException {
    AnswerForm form = AnswerForm.of(exchange.path(), id);
    Headers headers = form.named(ResponseHeaders.of(id, refusal));
    exchange.answer(refusal.status(), headers, JSON, form.refused(refusal), closing);
  }

  private static void fail(Exchange exchange, RequestId id, Refusal refusal) throws IOException {
    if (exchange.isCommitted()) {
      exchange.abort();
    } else {
      refuse(exchange, id, refusal, true);
    }
  }
}
