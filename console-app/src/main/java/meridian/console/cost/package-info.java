/// The Cost room: what serving costs and saves, by project and model and over time, what the edge's
/// bill is and when it pays for itself, and what the traffic advises, with the arithmetic.
package meridian.console.cost;
