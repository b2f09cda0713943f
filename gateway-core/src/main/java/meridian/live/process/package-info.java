/// This process among others: being told to stop.
package meridian.live.process;
