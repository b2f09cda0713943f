/// The ledger: what projects may spend, what is set aside for calls in flight, and what they spent.
///
/// It owns the ports [meridian.ledger.Ledger] (reserve, settle, release) and
/// [meridian.ledger.UsageLog] (one record for each served request), both with a model in memory,
/// and says in [meridian.ledger.Storage] what of them, and of what ties regions together, outlives
/// the process. Wishes to book enter with the present moment; bookings leave as a numbered history
/// and as events. It knows no provider and no prices: amounts are computed by its users.
package meridian.ledger;
