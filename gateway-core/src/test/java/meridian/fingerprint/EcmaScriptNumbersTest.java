package meridian.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcmaScriptNumbersTest {
  private static final long SEED = Long.getLong("meridian.seed", 20261122L);

  /// The first twelve are the samples of RFC 8785, appendix B.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555555, 333333333.3333333",
    "0000000000000002, 1e-323",
    "0000000000000003, 1.5e-323",
    "000000000000000a, 5e-323",
    "000000000000000c, 6e-323",
    "0000000000000014, 1e-322",
  })
  void samples_print_as_ecmascript_prints_them(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(EcmaScriptNumbers.text(value)).isEqualTo(text);
  }

  @Test
  void what_is_no_number_is_refused() {
    assertThatThrownBy(() -> EcmaScriptNumbers.text(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EcmaScriptNumbers.text(Double.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_text_reads_back_as_its_double() {
    for (double value : doubles(50_000)) {
      assertThat(Double.parseDouble(EcmaScriptNumbers.text(value)))
          .as("seed %d", SEED)
          .isEqualTo(value + 0.0);
    }
  }

  @Test
  void node_prints_the_same() throws Exception {
    List<Double> values = doubles(300_000);
    StringBuilder input = new StringBuilder();
    for (double value : values) {
      input.append(Long.toHexString(Double.doubleToRawLongBits(value))).append('\n');
    }
    String script =
        """
        const view = new DataView(new ArrayBuffer(8));
        const lines = require("fs").readFileSync(0, "utf8").trimEnd().split("\\n");
        process.stdout.write(lines.map((hex) => {
          view.setBigUint64(0, BigInt("0x" + hex));
          return JSON.stringify(view.getFloat64(0));
        }).join("\\n"));
        """;
    String[] printed = Node.run(List.of("-e", script), input.toString()).split("\n");
    assertThat(printed).hasSameSizeAs(values);
    for (int i = 0; i < printed.length; i++) {
      assertThat(EcmaScriptNumbers.text(values.get(i)))
          .as("seed %d, number %d, bits %x", SEED, i, Double.doubleToRawLongBits(values.get(i)))
          .isEqualTo(printed[i]);
    }
  }

  /// The coarsest subnormals all, then of everything some: any bits, powers of two and ten with
  /// their neighbours, short decimals, integers.
  private static List<Double> doubles(int count) {
    List<Double> values = new ArrayList<>();
    for (long bits = 0; bits < 3_000; bits++) {
      values.add(Double.longBitsToDouble(bits));
      values.add(-Double.longBitsToDouble(bits));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      values.add(power);
      values.add(Math.nextUp(power));
      values.add(Math.nextDown(power));
    }
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      values.add(Math.scalb(1.0, exponent));
    }
    Dice dice = new Dice(SEED).fork("doubles");
    while (values.size() < count) {
      double any = Double.longBitsToDouble(dice.nextLong());
      if (Double.isFinite(any)) {
        values.add(any);
      }
      values.add(dice.nextInt(1_000_000) / 1000.0);
      values.add((double) (dice.nextLong() >> dice.nextInt(64)));
      values.add(Double.parseDouble(dice.nextInt(100) + "e" + (dice.nextInt(48) - 24)));
    }
    return values;
  }
}
