/// Checkers: what must hold in every run of a simulated gateway, whatever goes wrong in it.
///
/// What clients see and what the gateway says enter, in the order of the world's clock; violations
/// leave. Checkers judge by their own books and by what clients saw; the gateway's account of
/// itself is one of the things they judge. They are on in every simulation, so each is bounded in
/// memory (the newest answers and requests are remembered, older ones are no longer judged) and
/// cheap.
package meridian.simulated.checks;
