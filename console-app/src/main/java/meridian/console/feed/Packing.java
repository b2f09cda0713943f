package meridian.console.feed;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Stage;
import meridian.StageTimes;

/// Packs records into few bytes and unpacks them: a record is its components, one after the other.
///
/// Whole numbers take 1 to 10 bytes, small ones fewer; fractions 8; an enum its place in its type;
/// lists and maps their length first. Nothing names its type, so bytes are good within one run of
/// the program and no longer. A component that a record gains is packed too without a word here; a
/// type that cannot be packed is a bug and throws when the packing is made.
///
/// @param <T> what is packed
final class Packing<T> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final Codec codec;
  private final Class<T> type;

  Packing(Class<T> type) {
    this.type = type;
    this.codec = new Codecs().of(type);
  }

  byte[] pack(T value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);
    codec.write(value, out);
    return out.toByteArray();
  }

  T unpack(byte[] packed) {
    return type.cast(codec.read(ByteBuffer.wrap(packed)));
  }

  private interface Codec {
    void write(Object value, ByteArrayOutputStream out);

    Object read(ByteBuffer in);
  }

  /// Finds the codec of a type; each record's is made once.
  private static final class Codecs {
    private final Map<Class<?>, RecordCodec> records = new HashMap<>();

    Codec of(Type type) {
      if (type instanceof ParameterizedType generic) {
        Codec first = of(generic.getActualTypeArguments()[0]);
        if (generic.getRawType() == Optional.class) {
          return new OptionalCodec(first);
        }
        if (generic.getRawType() == List.class) {
          return new ListCodec(first);
        }
        if (generic.getRawType() == Map.class) {
          return new MapCodec(first, of(generic.getActualTypeArguments()[1]));
        }
      } else if (type instanceof Class<?> plain) {
        if (plain == long.class || plain == Long.class) {
          return new LongCodec();
        }
        if (plain == int.class || plain == Integer.class) {
          return new IntCodec();
        }
        if (plain == double.class || plain == Double.class) {
          return new DoubleCodec();
        }
        if (plain == boolean.class || plain == Boolean.class) {
          return new EnumCodec(List.of(false, true));
        }
        if (plain == String.class) {
          return new StringCodec();
        }
        if (plain == StageTimes.class) {
          return new StagesCodec();
        }
        if (plain.isEnum()) {
          return new EnumCodec(List.of(plain.getEnumConstants()));
        }
        if (plain.isRecord()) {
          RecordCodec known = records.get(plain);
          if (known == null) {
            known = new RecordCodec(plain);
            records.put(plain, known);
            known.open(this);
          }
          return known;
        }
      }
      throw new IllegalArgumentException(
          "packing: expected records of numbers, texts, enums, optionals, lists and maps, found "
              + type.getTypeName());
    }
  }

  private static void writeLong(long value, ByteArrayOutputStream out) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long readLong(ByteBuffer in) {
    long rest = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      rest |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
  }

  private record LongCodec() implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      writeLong((Long) value, out);
    }

    @Override
    public Object read(ByteBuffer in) {
      return readLong(in);
    }
  }

  private record IntCodec() implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      writeLong((Integer) value, out);
    }

    @Override
    public Object read(ByteBuffer in) {
      return (int) readLong(in);
    }
  }

  private record DoubleCodec() implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      long bits = Double.doubleToRawLongBits((Double) value);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) (bits >>> shift));
      }
    }

    @Override
    public Object read(ByteBuffer in) {
      return in.getDouble();
    }
  }

  private record StringCodec() implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      writeLong(bytes.length, out);
      out.writeBytes(bytes);
    }

    @Override
    public Object read(ByteBuffer in) {
      byte[] bytes = new byte[(int) readLong(in)];
      in.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private record StagesCodec() implements Codec {
    private static final Stage[] STAGES = Stage.values();

    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      for (Stage stage : STAGES) {
        writeLong(((StageTimes) value).nanos(stage), out);
      }
    }

    @Override
    public Object read(ByteBuffer in) {
      long[] nanos = new long[Stage.COUNT];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = readLong(in);
      }
      return StageTimes.of(nanos);
    }
  }

  private record EnumCodec(List<?> constants) implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      writeLong(value instanceof Enum<?> one ? one.ordinal() : (Boolean) value ? 1 : 0, out);
    }

    @Override
    public Object read(ByteBuffer in) {
      return constants.get((int) readLong(in));
    }
  }

  private record OptionalCodec(Codec inner) implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      Optional<?> optional = (Optional<?>) value;
      out.write(optional.isPresent() ? 1 : 0);
      optional.ifPresent(present -> inner.write(present, out));
    }

    @Override
    public Object read(ByteBuffer in) {
      return in.get() == 0 ? Optional.empty() : Optional.of(inner.read(in));
    }
  }

  private record ListCodec(Codec inner) implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      List<?> list = (List<?>) value;
      writeLong(list.size(), out);
      list.forEach(item -> inner.write(item, out));
    }

    @Override
    public Object read(ByteBuffer in) {
      int size = (int) readLong(in);
      List<Object> list = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        list.add(inner.read(in));
      }
      return List.copyOf(list);
    }
  }

  private record MapCodec(Codec keys, Codec values) implements Codec {
    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      Map<?, ?> map = (Map<?, ?>) value;
      writeLong(map.size(), out);
      map.forEach((key, one) -> {
        keys.write(key, out);
        values.write(one, out);
      });
    }

    @Override
    public Object read(ByteBuffer in) {
      int size = (int) readLong(in);
      Map<Object, Object> map = new LinkedHashMap<>(size * 2);
      for (int i = 0; i < size; i++) {
        Object key = keys.read(in);
        map.put(key, values.read(in));
      }
      return java.util.Collections.unmodifiableMap(map);
    }
  }

  private static final class RecordCodec implements Codec {
    private final Class<?> type;
    private final List<Codec> codecs = new ArrayList<>();
    private final List<MethodHandle> accessors = new ArrayList<>();
    private final MethodHandle constructor;

    RecordCodec(Class<?> type) {
      this.type = type;
      Class<?>[] components =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      try {
        this.constructor =
            LOOKUP
                .unreflectConstructor(type.getDeclaredConstructor(components))
                .asSpreader(Object[].class, components.length);
        for (RecordComponent component : type.getRecordComponents()) {
          accessors.add(LOOKUP.unreflect(component.getAccessor()));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            "packing: expected a record within reach, found " + type, e);
      }
    }

    /// Finds the codecs of the components, now that this one is known: a record may hold itself.
    void open(Codecs all) {
      for (RecordComponent component : type.getRecordComponents()) {
        codecs.add(all.of(component.getGenericType()));
      }
    }

    @Override
    public void write(Object value, ByteArrayOutputStream out) {
      for (int i = 0; i < accessors.size(); i++) {
        codecs.get(i).write(call(accessors.get(i), value), out);
      }
    }

    @Override
    public Object read(ByteBuffer in) {
      Object[] values = new Object[codecs.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = codecs.get(i).read(in);
      }
      return call(constructor, values);
    }

    private Object call(MethodHandle handle, Object argument) {
      try {
        return handle.invoke(argument);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("packing: " + type + " could not be read or made", e);
      }
    }
  }
}
