package meridian.simulated;

import java.time.Duration;
import meridian.scenario.StopCondition;

/// Why a run ended early.
///
/// @param condition which did not hold
/// @param found what the measure was
/// @param after how long the run had lasted
public record Stopped(StopCondition condition, double found, Duration after) {}
