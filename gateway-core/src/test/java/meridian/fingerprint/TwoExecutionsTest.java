package meridian.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.ProjectId;
import meridian.fingerprint.FingerprintResult.Fingerprinted;
import meridian.fingerprint.FingerprintResult.Uncacheable;
import meridian.time.Dice;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.Test;

/// The gateway and the edge worker's JavaScript read the same thousands of damaged requests the
/// same way: what one accepts, refuses or bypasses, so does the other, down to the canonical form.
final class TwoExecutionsTest {
  private static final long SEED = Long.getLong("meridian.seed", 20261122L);
  private static final Path RESOURCES = Path.of("src/main/resources/meridian/fingerprint");
  private static final FingerprintSpec SPEC = FingerprintSpec.load(JsonReader::tryRead);
  private static final Fingerprinter FULL = Fingerprinter.of(SPEC, FingerprintMode.FULL);

  /// Pieces that requests and their bugs are made of.
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\n",
          "\t",
          "0",
          "-",
          "1",
          ".",
          "e",
          "E",
          "+",
          "9007199254740993",
          "9007199254740992",
          "1e400",
          "1e-400",
          "5e-324",
          "-0",
          "true",
          "null",
          "nul",
          "\\u0000",
          "\\ud83d",
          "\\ude00",
          "\\u00e9",
          "é",
          "😀",
          "\uFEFF",
          "\u2028",
          "\"a\":1,",
          "\"seed\":",
          "//",
          "/",
          "NaN",
          "\u0000",
          "\u007f",
          "\u00a0");

  @Test
  void both_read_damaged_requests_alike() throws Exception {
    List<byte[]> bodies = bodies(6_000);
    StringBuilder input = new StringBuilder();
    for (byte[] body : bodies) {
      input.append(Base64.getEncoder().encodeToString(body)).append('\n');
    }
    String script =
        """
        import { readFileSync } from "node:fs";
        import { pathToFileURL } from "node:url";
        const [module, spec] = process.argv.slice(-2);
        const { Refused, Uncacheable, canonical } = await import(pathToFileURL(module));
        const lists = JSON.parse(readFileSync(spec, "utf8"));
        for (const line of readFileSync(0, "latin1").split("\\n").slice(0, -1)) {
          let answer;
          try {
            answer = Buffer.from(canonical(Buffer.from(line, "base64"), lists)).toString("base64");
          } catch (e) {
            if (e instanceof Refused) answer = "refused";
            else if (e instanceof Uncacheable) answer = `${e.obstacle} ${JSON.stringify(e.field)}`;
            else throw e;
          }
          console.log(answer);
        }
        """;
    String printed =
        Node.run(
            List.of(
                "--input-type=module",
                "-e",
                script,
                Path.of("../sample-configs/edge-worker/fingerprint.mjs")
                    .toAbsolutePath()
                    .toString(),
                RESOURCES.resolve("spec-v1.json").toAbsolutePath().toString()),
            input.toString());
    List<String> answers = printed.lines().toList();
    assertThat(answers).hasSameSizeAs(bodies);
    int accepted = 0;
    for (int i = 0; i < answers.size(); i++) {
      String base64 = Base64.getEncoder().encodeToString(bodies.get(i));
      assertThat(answer(bodies.get(i)))
          .as("seed %d, body %s", SEED, base64)
          .isEqualTo(answers.get(i));
      accepted += answers.get(i).equals("refused") ? 0 : 1;
    }
    assertThat(accepted).as("bodies that survived").isBetween(500, 5_500);
  }

  private static String answer(byte[] body) {
    Optional<Json> read = JsonReader.tryRead(body);
    if (read.isEmpty() || !(read.get() instanceof Json.Obj object)) {
      return "refused";
    }
    ChatRequest request = new ChatRequest(object, "m", false, false);
    FingerprintScope scope = FingerprintScope.of(new ProjectId("demo"), "openai", "m");
    return switch (FULL.fingerprint(request, scope)) {
      case Fingerprinted _ ->
          Base64.getEncoder().encodeToString(FULL.canonical(request).orElseThrow());
      case Uncacheable(Obstacle obstacle, String field) ->
          obstacle + " " + JsonWriter.text(new Json.Text(field));
    };
  }

  /// Golden bodies of ordinary length, each damaged in one to three places.
  private static List<byte[]> bodies(int count) throws Exception {
    Json.Obj file =
        JsonReader.readObject(Files.readAllBytes(RESOURCES.resolve("golden-vectors-v1.json")));
    List<byte[]> golden =
        file.items("vectors").stream()
            .map(vector -> ((Json.Obj) vector).text("body").orElseThrow())
            .map(Base64.getDecoder()::decode)
            .filter(body -> body.length < 600)
            .toList();
    Dice dice = new Dice(SEED).fork("damage");
    List<byte[]> bodies = new ArrayList<>(golden);
    while (bodies.size() < count) {
      byte[] body = golden.get(dice.nextInt(golden.size()));
      for (int damage = dice.nextInt(3); damage >= 0; damage--) {
        body = damaged(body, dice);
      }
      bodies.add(body);
    }
    return bodies;
  }

  private static byte[] damaged(byte[] body, Dice dice) {
    int at = dice.nextInt(body.length + 1);
    int cut = Math.min(dice.nextInt(3), body.length - at);
    byte[] piece =
        switch (dice.nextInt(4)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) dice.nextInt(256)};
          default -> PIECES.get(dice.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
        };
    byte[] result = new byte[body.length - cut + piece.length];
    System.arraycopy(body, 0, result, 0, at);
    System.arraycopy(piece, 0, result, at, piece.length);
    System.arraycopy(body, at + cut, result, at + piece.length, body.length - at - cut);
    return result;
  }
}
