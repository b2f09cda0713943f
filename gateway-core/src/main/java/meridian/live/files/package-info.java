/// Files: those that are looked at again and again for a change, and recorded traces.
package meridian.live.files;
