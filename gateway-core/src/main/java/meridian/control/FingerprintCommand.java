package meridian.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.ChatRequest;
import meridian.Endpoint;
import meridian.Json;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintResult;
import meridian.fingerprint.FingerprintResult.Fingerprinted;
import meridian.fingerprint.FingerprintResult.Uncacheable;
import meridian.fingerprint.FingerprintScope;
import meridian.fingerprint.FingerprintSelfCheck;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.fingerprint.WhyMiss;
import meridian.wire.ChatRequests;
import meridian.wire.EmbeddingsRequests;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.MalformedJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian fingerprint`: one request's fingerprint, why two differ, or a filter of base64 lines.
///
/// It follows the specification and nothing else, as the JavaScript of an edge worker does; where
/// the gateway would refuse a request for another reason, it says so beside the fingerprint.
@Command(
    name = "fingerprint",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the fingerprint of a request, or the fields in which two requests differ.",
      "With --canonical or --hash: reads one base64 request body a line from standard input and"
          + " prints one line for each; 'ERR: refused: …' when the gateway answers it with 400,"
          + " 'ERR: uncacheable: …' when it bypasses every cache."
    })
final class FingerprintCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final InputStream in;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Parameters(
      arity = "0..2",
      paramLabel = "REQUEST.json",
      description = "A request body; two to compare them.")
  private List<Path> files = List.of();

  @Option(names = "--canonical", description = "Filter lines to canonical JSON, in base64.")
  private boolean canonical;

  @Option(names = "--hash", description = "Filter lines to fingerprints, in hexadecimal.")
  private boolean hash;

  @Option(names = "--check", description = "Check the golden vectors; exit code 1 on a mismatch.")
  private boolean check;

  @Option(
      names = "--mode",
      defaultValue = "full",
      description = "full or article (default: ${DEFAULT-VALUE}).")
  private String mode = "full";

  @Option(
      names = "--scope",
      defaultValue = "project:demo",
      description = "project:NAME, key:ID or shared:NAME (default: ${DEFAULT-VALUE}).")
  private String scope = "project:demo";

  @Option(
      names = "--provider",
      defaultValue = "openai",
      description = "The effective provider (default: ${DEFAULT-VALUE}).")
  private String provider = "openai";

  @Option(
      names = "--model",
      defaultValue = "",
      description = "The effective model (default: the request's).")
  private String model = "";

  @Option(
      names = "--endpoint",
      defaultValue = "/v1/chat/completions",
      description = "/v1/chat/completions or /v1/embeddings (default: ${DEFAULT-VALUE}).")
  private String endpoint = Endpoint.CHAT_COMPLETIONS.path();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FingerprintCommand() {
    this(System.in);
  }

  FingerprintCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    FingerprintSpec spec = FingerprintSpec.load(JsonReader::tryRead);
    Fingerprinter fingerprinter = Fingerprinter.of(spec, mode());
    checkScope();
    int ways = (files.isEmpty() ? 0 : 1) + (canonical ? 1 : 0) + (hash ? 1 : 0) + (check ? 1 : 0);
    if (ways != 1) {
      throw new ParameterException(
          command.commandLine(),
          "Expected one or two request files, or one of --canonical, --hash and --check; found "
              + (ways == 0 ? "none of them" : "several of them"));
    }
    if (check) {
      return check(spec);
    }
    if (canonical || hash) {
      return filter(fingerprinter);
    }
    return files.size() == 1 ? one(fingerprinter) : two(fingerprinter);
  }

  private int check(FingerprintSpec spec) {
    FingerprintSelfCheck.Report report = FingerprintSelfCheck.run(spec, JsonReader::tryRead);
    print(
        report
            .mismatch()
            .orElse(
                "%d golden vectors of specification %s: all as expected"
                    .formatted(report.vectors(), spec.version())));
    return report.isSound() ? DONE : FAILED;
  }

  private int filter(Fingerprinter fingerprinter) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      print(filtered(fingerprinter, line.strip()));
      out().flush();
    }
    return DONE;
  }

  private String filtered(Fingerprinter fingerprinter, String line) {
    byte[] body;
    try {
      body = Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException e) {
      return "ERR: refused: expected a line of base64, " + e.getMessage();
    }
    ChatRequest request;
    try {
      request = request(body);
    } catch (MalformedJson e) {
      return "ERR: refused: " + e.getMessage();
    }
    return switch (fingerprinter.fingerprint(request, scope(request))) {
      case Uncacheable uncacheable -> "ERR: uncacheable: " + uncacheable.reason();
      case Fingerprinted(var fingerprint) ->
          hash
              ? fingerprint.hex()
              : Base64.getEncoder().encodeToString(fingerprinter.canonical(request).orElseThrow());
    };
  }

  private int one(Fingerprinter fingerprinter) throws IOException {
    ChatRequest request = read(files.getFirst());
    FingerprintScope in = scope(request);
    FingerprintResult result = fingerprinter.fingerprint(request, in);
    Optional<String> text =
        fingerprinter.canonical(request).map(utf8 -> new String(utf8, StandardCharsets.UTF_8));
    Json.Obj report =
        Json.Obj.empty()
            .with("mode", fingerprinter.mode().text())
            .with("specification", fingerprinter.spec().version())
            .with("tenant", in.tenant())
            .with("provider", in.provider())
            .with("model", in.model())
            .with("endpoint", in.endpoint());
    report =
        switch (result) {
          case Fingerprinted(var fingerprint) ->
              report.with("fingerprint", fingerprint.hex()).with("canonical", text.orElseThrow());
          case Uncacheable(var obstacle, var field) ->
              report
                  .with("uncacheable", obstacle.name().toLowerCase(Locale.ROOT))
                  .with("field", field)
                  .with("reason", ((Uncacheable) result).reason());
        };
    if (checked(request) instanceof ChatRequests.Reading.Refused(var refusal)) {
      report = report.with("refused", refusal.message());
    }
    printReport(report);
    return DONE;
  }

  private static ChatRequests.Reading checked(ChatRequest request) {
    return request.isForEmbeddings()
        ? EmbeddingsRequests.read(request.body())
        : ChatRequests.read(request.body());
  }

  private int two(Fingerprinter fingerprinter) throws IOException {
    ChatRequest first = read(files.get(0));
    ChatRequest second = read(files.get(1));
    WhyMiss why = WhyMiss.compare(fingerprinter, first, scope(first), second, scope(second));
    switch (why) {
      case WhyMiss.Same(var fingerprint) -> {
        if (json) {
          printReport(same(true).with("fingerprint", fingerprint.hex()));
        } else {
          print("same fingerprint: " + fingerprint.hex());
        }
      }
      case WhyMiss.NotCacheable(boolean isFirst, Uncacheable reason) -> {
        String which = isFirst ? "first" : "second";
        if (json) {
          printReport(same(false).with("uncacheable", which).with("reason", reason.reason()));
        } else {
          print("the " + which + " request is uncacheable: " + reason.reason());
        }
      }
      case WhyMiss.Different(var differences) -> {
        if (json) {
          List<Json> items = differences.stream().map(FingerprintCommand::difference).toList();
          printReport(same(false).with("differences", new Json.Arr(items)));
        } else {
          differences.forEach(each ->
              print(
                  each.path()
                      + "\n  first:  "
                      + each.first().orElse("(absent)")
                      + "\n  second: "
                      + each.second().orElse("(absent)")));
        }
      }
    }
    return DONE;
  }

  private static Json.Obj same(boolean isSame) {
    return Json.Obj.of("same", isSame ? Json.Bool.TRUE : Json.Bool.FALSE);
  }

  private static Json difference(WhyMiss.Difference difference) {
    return Json.Obj.empty()
        .with("path", difference.path())
        .with("first", text(difference.first()))
        .with("second", text(difference.second()));
  }

  private static Json text(Optional<String> value) {
    return value.<Json>map(Json.Text::new).orElse(Json.Null.NULL);
  }

  private ChatRequest read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ParameterException(
          command.commandLine(), "Expected a readable file, found none at " + file);
    }
    try {
      return request(Files.readAllBytes(file));
    } catch (MalformedJson e) {
      throw new ParameterException(
          command.commandLine(), file + ": the gateway refuses it. " + e.getMessage(), e);
    }
  }

  private ChatRequest request(byte[] body) throws MalformedJson {
    Json.Obj object = JsonReader.readObject(body);
    return new ChatRequest(object, object.text("model").orElse(""), false, false, endpoint());
  }

  private FingerprintMode mode() {
    for (FingerprintMode each : FingerprintMode.values()) {
      if (each.text().equals(mode)) {
        return each;
      }
    }
    throw new ParameterException(
        command.commandLine(), "--mode: expected full or article, found '" + mode + "'");
  }

  /// A Messages request is fingerprinted in its translation, which is no file's.
  private Endpoint endpoint() {
    return Endpoint.at(endpoint)
        .filter(known -> known != Endpoint.MESSAGES)
        .orElseThrow(() ->
            new ParameterException(
                command.commandLine(),
                "--endpoint: expected /v1/chat/completions or /v1/embeddings, found '"
                    + endpoint
                    + "'"));
  }

  private void checkScope() {
    try {
      scope(new ChatRequest(Json.Obj.empty(), "", false, false));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--scope: " + e.getMessage(), e);
    }
  }

  private FingerprintScope scope(ChatRequest request) {
    return new FingerprintScope(
        scope, provider, model.isEmpty() ? request.model() : model, request.endpoint().path());
  }

  private void printReport(Json.Obj report) {
    if (json) {
      print(JsonWriter.text(report));
      return;
    }
    for (int i = 0; i < report.size(); i++) {
      print("%-13s %s".formatted(report.name(i), report.text(report.name(i)).orElse("")));
    }
  }

  private void print(String line) {
    out().println(line);
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
