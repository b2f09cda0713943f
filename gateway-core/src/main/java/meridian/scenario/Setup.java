package meridian.scenario;

import java.util.List;

/// The configuration a scenario runs on.
///
/// @param config name of a sample gateway configuration without its ending, `prism-mumbai`
/// @param sets fields that differ, as for `--set`: `kv.model=pull`
public record Setup(String config, List<String> sets) {
  public Setup {
    Require.that(
        config.matches("[a-z0-9][a-z0-9-]{0,63}"),
        "configuration of a scenario",
        "a name of a-z, 0-9 and '-'",
        "'" + config + "'");
    sets = List.copyOf(sets);
  }
}
