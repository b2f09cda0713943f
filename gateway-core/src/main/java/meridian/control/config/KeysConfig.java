package meridian.control.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.KeyText;
import meridian.ProjectId;
import meridian.control.config.ScalarKind.Parsed;

/// Where API keys come from.
///
/// @param file the keys file, digests only; it need not exist yet
/// @param demo a ready key of a sample configuration
public record KeysConfig(Optional<Path> file, Optional<DemoKey> demo) {
  /// A key that anybody may know, because only this machine can use it.
  ///
  /// @param project whose it is
  /// @param key the whole key
  public record DemoKey(ProjectId project, DemoText key) {}

  /// A whole key that was written into a configuration.
  ///
  /// @param text all of it
  /// @param kept its public half and digest
  public record DemoText(String text, KeyText kept) {
    /// The public half only.
    @Override
    public String toString() {
      return "key " + kept.id();
    }
  }

  private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  private static final Field<Optional<String>> FILE =
      Field.optional(
          "file",
          Kinds.text("a file name", FILE_NAME, "write a path"),
          "Keys file, relative to this file; written by 'meridian keys', digests only. It need not"
              + " exist yet, and a running gateway reads it again within 2 s.");
  static final Field<ProjectId> DEMO_PROJECT =
      Field.required("project", WorldKinds.project(), "A project of this configuration.");
  private static final Field<DemoText> DEMO_KEY =
      Field.required(
          "key", keyText(), "The whole key: mk_, 12 of a-z and 0-9, _, 32 of a-z and 2-7.");
  private static final Field<Optional<DemoKey>> DEMO =
      Field.optional(
          "demo",
          Group.of(
              List.of(DEMO_PROJECT, DEMO_KEY),
              in -> new DemoKey(in.get(DEMO_PROJECT), in.get(DEMO_KEY))),
          "A ready key for trying out; refused when listen.host can be reached from outside.");

  static final Group<KeysConfig> GROUP =
      Group.of(List.of(FILE, DEMO), in -> new KeysConfig(in.get(FILE).map(Path::of), in.get(DEMO)));

  /// The same with the file resolved against the configuration's folder.
  KeysConfig resolvedAgainst(Path folder) {
    return new KeysConfig(file.map(folder::resolve), demo);
  }

  private static ScalarKind<DemoText> keyText() {
    return new ScalarKind<>(
        "an API key: mk_, 12 of a-z and 0-9, _, 32 of a-z and 2-7",
        (text, _) ->
            KeyText.parse(text)
                .<Parsed<DemoText>>map(kept -> new Parsed.Good<>(new DemoText(text, kept)))
                .orElse(new Parsed.Bad<>("make one with 'meridian keys create'")),
        demo ->
            "key " + demo.kept().id() + ", digest " + demo.kept().digest().hex().substring(0, 12),
        true);
  }
}
