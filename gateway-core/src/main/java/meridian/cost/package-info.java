/// What serving costs and what the figures advise.
///
/// It owns the price list of the edge platform, the bill that usage makes at these prices,
/// forecasts with their intervals, break-even hit rates, and the advisor: the decision framework
/// computed from observed traffic, each recommendation with its arithmetic. In come the meter's
/// figures ([meridian.telemetry.CostFigures]), what the configuration says
/// ([meridian.cost.Situation]) and what nobody can observe ([meridian.cost.Assumptions]); out go
/// immutable reports. Everything here is a pure function.
package meridian.cost;
