package meridian.control.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.Money;

/// One model of a provider.
///
/// @param name as clients ask for it
/// @param upstream what the provider calls it
/// @param prices in place of the published ones; none leaves them
public record ModelConfig(String name, String upstream, Optional<Prices> prices) {
  /// US dollars per million tokens.
  ///
  /// @param input for a prompt token
  /// @param output for an answer token
  /// @param cachedInput for a prompt token that the provider had cached
  public record Prices(Money input, Money output, Money cachedInput) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}");
  private static final ScalarKind<String> MODEL_NAME =
      Kinds.text(
          "a model name of 1 to 128 letters, digits and . _ : / @ -", NAME, "use those only");

  private static final Field<String> MODEL =
      Field.required("name", MODEL_NAME, "As clients ask for it.");
  private static final Field<Optional<String>> UPSTREAM =
      Field.optional("upstream", MODEL_NAME, "What the provider calls it, when that differs.");
  private static final Field<Money> INPUT =
      Field.required("input", Kinds.money(), "US dollars per million prompt tokens.");
  private static final Field<Money> OUTPUT =
      Field.required("output", Kinds.money(), "US dollars per million answer tokens.");
  private static final Field<Optional<Money>> CACHED_INPUT =
      Field.optional(
          "cachedInput",
          Kinds.money(),
          "US dollars per million prompt tokens that the provider had cached; as input when"
              + " absent.");
  private static final Field<Optional<Prices>> PRICES =
      Field.optional(
          "prices",
          Group.of(
              List.of(INPUT, OUTPUT, CACHED_INPUT),
              in ->
                  new Prices(
                      in.get(INPUT), in.get(OUTPUT), in.get(CACHED_INPUT).orElse(in.get(INPUT)))),
          "In place of the published prices.");

  private static final Group<ModelConfig> GROUP =
      Group.of(
          List.of(MODEL, UPSTREAM, PRICES),
          in ->
              new ModelConfig(
                  in.get(MODEL), in.get(UPSTREAM).orElse(in.get(MODEL)), in.get(PRICES)));

  /// A name alone, or a group.
  static final Kind<ModelConfig> KIND = new NameOrGroup();

  private static final class NameOrGroup implements Kind<ModelConfig> {
    @Override
    public Optional<ModelConfig> read(Node node, Reading reading) {
      if (node instanceof Node.Fields) {
        return GROUP.read(node, reading);
      }
      return MODEL_NAME
          .read(node, reading)
          .map(name -> new ModelConfig(name, name, Optional.empty()));
    }

    @Override
    public String words() {
      return "a model name or " + GROUP.words();
    }

    @Override
    public String show(ModelConfig value) {
      return value.name()
          + (value.upstream().equals(value.name()) ? "" : " as " + value.upstream())
          + value
              .prices()
              .map(p ->
                  " at $"
                      + p.input().toUsdText()
                      + " in (cached $"
                      + p.cachedInput().toUsdText()
                      + "), $"
                      + p.output().toUsdText()
                      + " out")
              .orElse("");
    }

    @Override
    public List<Field<?>> fields() {
      return GROUP.fields();
    }
  }
}
