package meridian.console.session;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import meridian.console.theme.Theme;

/// How the console was asked to start.
///
/// @param config the gateway's configuration file; the built-in sample when absent
/// @param settings configuration values that replace those of the file, `path.to.field=value` each
/// @param theme light or dark for this run, whatever was chosen before
/// @param isReadOnly whether commands are refused
/// @param screenshots the folder to write pictures of every room to; the console then exits
/// @param wantsHelp whether to print [#USAGE] and exit
public record ConsoleArgs(
    Optional<Path> config,
    List<String> settings,
    Optional<Theme> theme,
    boolean isReadOnly,
    Optional<Path> screenshots,
    boolean wantsHelp) {

  /// What may stand on the command line.
  public static final String USAGE =
      """
      Opens the Meridian console on a gateway of its own.

        --config FILE       the gateway's configuration (default: the built-in sample)
        --set NAME=VALUE    replaces one configuration value; may be repeated
        --theme light|dark  for this run
        --readonly          shows everything, changes nothing
        --screenshots DIR   drives traffic for a few seconds, writes every room as PNG, exits
        --help              prints this
      """;

  /// Nothing was asked for.
  public static final ConsoleArgs NONE =
      new ConsoleArgs(
          Optional.empty(), List.of(), Optional.empty(), false, Optional.empty(), false);

  public ConsoleArgs {
    settings = List.copyOf(settings);
  }

  /// Reads the arguments of a command line.
  ///
  /// @throws IllegalArgumentException saying what was expected, found and is to be done
  public static ConsoleArgs parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    ConsoleArgs args = NONE;
    while (!rest.isEmpty()) {
      args = args.with(rest.removeFirst(), rest);
    }
    return args;
  }

  private ConsoleArgs with(String option, Deque<String> rest) {
    return switch (option) {
      case "--config" ->
          new ConsoleArgs(
              Optional.of(Path.of(value(option, rest))),
              settings,
              theme,
              isReadOnly,
              screenshots,
              wantsHelp);
      case "--set" ->
          new ConsoleArgs(
              config, replaced(value(option, rest)), theme, isReadOnly, screenshots, wantsHelp);
      case "--theme" ->
          new ConsoleArgs(
              config,
              settings,
              Optional.of(themeOf(value(option, rest))),
              isReadOnly,
              screenshots,
              wantsHelp);
      case "--readonly" -> new ConsoleArgs(config, settings, theme, true, screenshots, wantsHelp);
      case "--screenshots" ->
          new ConsoleArgs(
              config,
              settings,
              theme,
              isReadOnly,
              Optional.of(Path.of(value(option, rest))),
              wantsHelp);
      case "--help", "-h" ->
          new ConsoleArgs(config, settings, theme, isReadOnly, screenshots, true);
      default ->
          throw new IllegalArgumentException(
              "arguments: expected one of the options below, found '" + option + "'");
    };
  }

  private List<String> replaced(String text) {
    if (text.indexOf('=') < 1) {
      throw new IllegalArgumentException(
          "--set: expected NAME=VALUE such as listen.port=9090, found '" + text + "'");
    }
    List<String> all = new ArrayList<>(settings);
    all.add(text);
    return all;
  }

  private static Theme themeOf(String name) {
    return Theme.named(name)
        .orElseThrow(() ->
            new IllegalArgumentException("--theme: expected light or dark, found '" + name + "'"));
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
      throw new IllegalArgumentException(
          option
              + ": expected a value after it, found "
              + (rest.isEmpty() ? "the end" : "'" + rest.getFirst() + "'"));
    }
    return rest.removeFirst();
  }
}
