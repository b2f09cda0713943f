/// The ports through which gateway code waits, forks, hands over and draws chance.
///
/// It owns [meridian.time.WorldClock], [meridian.time.Deadline], [meridian.time.Tasks],
/// [meridian.time.Mailbox] and [meridian.time.Dice]. Two worlds stand behind them: `live` (system
/// clock, virtual threads) and `simulated` (a kernel with a virtual clock). Nothing else in the
/// gateway touches time or threads.
package meridian.time;
