package dev.waymark.kql.function;

import static dev.waymark.kql.function.StringFunctions.text;

import dev.waymark.kql.value.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Bytes as text: base 64, compression. */
final class EncodingFunctions {
  private static final int MAX_LENGTH = 1 << 20;

  private EncodingFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict("base64_encode_fromarray(dynamic) string", a -> encodeArray(a[0]));
    family.strict(
        "base64_encode_fromguid(guid) string",
        a -> Base64.getEncoder().encodeToString(bytes((UUID) a[0])));
    family.strict(
        "gzip_decompress_from_base64_string(string) string",
        a -> decompressed(text(a, 0), GZIPInputStream::new));
    family.strict(
        "zlib_decompress_from_base64_string(string) string",
        a -> decompressed(text(a, 0), InflaterInputStream::new));
    return family.functions();
  }

  private static String encodeArray(Object array) {
    if (!(array instanceof List<?> list)) {
      throw Refusal.unsupported("base 64 of what isn't an array");
    }
    var out = new ByteArrayOutputStream();
    for (Object element : list) {
      if (!(element instanceof Long value) || value < 0 || value > 255) {
        throw Refusal.unsupported("base 64 of what aren't bytes");
      }
      out.write(value.intValue());
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  /** The first three parts of a guid are written from their lowest byte. */
  private static byte[] bytes(UUID guid) {
    long high = guid.getMostSignificantBits();
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  private interface Opener {
    InputStream open(InputStream in) throws IOException;
  }

  /** The text that was compressed; empty if it isn't one. */
  private static String decompressed(String text, Opener opener) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return "";
    }
    try (InputStream in = opener.open(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes(MAX_LENGTH + 1);
      if (plain.length > MAX_LENGTH) {
        throw Refusal.unsupported("a text of more than 1 MiB");
      }
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
