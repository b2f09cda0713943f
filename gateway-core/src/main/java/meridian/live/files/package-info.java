/// Files that are looked at again and again for a change.
package meridian.live.files;
