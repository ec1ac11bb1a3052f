package dev.waymark.kql.function;

import static dev.waymark.kql.function.StringFunctions.text;
import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Json;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that has a form: JSON, addresses, encodings, digests. */
final class ParsingFunctions {
  private static final Pattern URL =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\\d+))?(/[^?#]*)?(?:\\?([^#]*))?(?:#(.*))?");

  private ParsingFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    for (String name : List.of("parse_json", "todynamic", "toobject", "parsejson")) {
      family.lenient(
          name + "(dynamic) dynamic", a -> a[0] instanceof String text ? json(text) : a[0]);
      family.strict(name + "(string) dynamic", a -> json(text(a, 0)));
      family.strict(name + "(any) dynamic", a -> Values.toDynamic(a[0]));
    }
    for (String name : List.of("extract_json", "extractjson")) {
      family.strict(
          name + "(string, string) string",
          a ->
              Values.dynamicText(
                  Json.parse(text(a, 1))
                      .map(parsed -> JsonPath.find(parsed, text(a, 0)))
                      .orElse(NULL)));
    }
    family.lenient(
        "dynamic_to_json(dynamic) string", a -> a[0] == NULL ? "" : Json.write(sorted(a[0])));
    for (String name : List.of("parse_url", "parseurl")) {
      family.strict(name + "(string) dynamic", a -> url(text(a, 0)));
    }
    for (String name : List.of("parse_urlquery", "parseurlquery")) {
      family.strict(name + "(string) dynamic", a -> bag("Query Parameters", query(text(a, 0))));
    }
    family.strict("parse_csv(string) dynamic", a -> csv(text(a, 0)));
    family.strict("parse_path(string) dynamic", a -> path(text(a, 0)));
    family.strict("parse_version(string) decimal", a -> version(text(a, 0)));
    family.strict("url_encode(string) string", a -> encodeUrl(text(a, 0), "+"));
    family.strict("url_encode_component(string) string", a -> encodeUrl(text(a, 0), "%20"));
    family.strict("url_decode(string) string", a -> decodeUrl(text(a, 0)));
    for (String name : List.of("base64_encode_tostring", "base64_encodestring")) {
      family.strict(
          name + "(string) string",
          a -> Base64.getEncoder().encodeToString(text(a, 0).getBytes(StandardCharsets.UTF_8)));
    }
    for (String name : List.of("base64_decode_tostring", "base64_decodestring")) {
      family.strict(
          name + "(string) string",
          a -> decodeBase64(text(a, 0)).flatMap(ParsingFunctions::utf8).orElse(""));
    }
    family.strict(
        "base64_decode_toarray(string) dynamic",
        a -> decodeBase64(text(a, 0)).map(ParsingFunctions::array).orElse(NULL));
    digest(family, "hash_sha256", "SHA-256");
    digest(family, "hash_sha1", "SHA-1");
    digest(family, "hash_md5", "MD5");
    for (String name : List.of("hash", "hash_xxhash64")) {
      family.strict(
          name + "(string, long?) long",
          a -> modulo(XxHash.hash(text(a, 0).getBytes(StandardCharsets.UTF_8)), a));
      family.strict(
          name + "(datetime, long?) long",
          a -> {
            ByteBuffer ticks = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            ticks.putLong(Ticks.of((Instant) a[0]));
            return modulo(XxHash.hash(ticks.array()), a);
          });
    }
    for (String name : List.of("hash", "hash_xxhash64")) {
      family.strict(
          name + "(any, long?) long",
          a -> {
            throw Refusal.unsupported("a hash of what is neither text nor a datetime");
          });
    }
    return family.functions();
  }

  /** A text that isn't JSON is a string. */
  private static Object json(String text) {
    if (text.isBlank()) {
      return NULL;
    }
    return Json.parse(text).orElse(text);
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      var sorted = new java.util.TreeMap<String, Object>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<Object>();
      list.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    return value;
  }

  private static Map<String, Object> bag(String key, Object value) {
    var bag = new LinkedHashMap<String, Object>();
    bag.put(key, value);
    return bag;
  }

  private static Object url(String text) {
    Matcher m = URL.matcher(text);
    if (!m.matches()) {
      return NULL;
    }
    var parts = new LinkedHashMap<String, Object>();
    parts.put("Scheme", or(m.group(1)));
    parts.put("Host", or(m.group(4)));
    parts.put("Port", or(m.group(5)));
    parts.put("Path", or(m.group(6)));
    parts.put("Username", or(m.group(2)));
    parts.put("Password", or(m.group(3)));
    parts.put("Query Parameters", query(or(m.group(7))));
    parts.put("Fragment", or(m.group(8)));
    return parts;
  }

  private static String or(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static Map<String, Object> query(String text) {
    var parameters = new LinkedHashMap<String, Object>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      parameters.put(decodeUrl(key), equals < 0 ? "" : decodeUrl(pair.substring(equals + 1)));
    }
    return parameters;
  }

  /** The values of the first line. */
  private static Object csv(String text) {
    var values = new ArrayList<Object>();
    var value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        value.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }

  private static Object path(String text) {
    var parts = new LinkedHashMap<String, Object>();
    Matcher scheme = Pattern.compile("^([A-Za-z]+)://").matcher(text);
    int from = scheme.find() ? scheme.end() : 0;
    String rest = text.substring(from);
    boolean drive = rest.matches("^[A-Za-z]:.*");
    int stream = drive ? rest.indexOf(':', 2) : -1;
    String bare = stream < 0 ? rest : rest.substring(0, stream);
    int slash = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'));
    String file = bare.substring(slash + 1);
    String folder = slash < 0 ? "" : bare.substring(0, slash);
    int dot = file.lastIndexOf('.');
    parts.put("Scheme", from == 0 ? "" : or(scheme.group(1)));
    parts.put("RootPath", drive ? bare.substring(0, 2) : "");
    parts.put("DirectoryPath", folder);
    parts.put(
        "DirectoryName",
        folder.substring(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1));
    parts.put("Filename", file);
    parts.put("Extension", dot < 0 ? "" : file.substring(dot + 1));
    parts.put("AlternateDataStreamName", stream < 0 ? "" : rest.substring(stream + 1));
    return parts;
  }

  /** Up to four parts, each of eight digits, as one number. */
  private static Object version(String text) {
    String[] parts = text.strip().split("\\.", -1);
    if (parts.length > 4) {
      return NULL;
    }
    BigDecimal version = BigDecimal.ZERO;
    for (int i = 0; i < 4; i++) {
      String part = i < parts.length ? parts[i] : "0";
      if (!part.matches("\\d{1,8}")) {
        return NULL;
      }
      version = version.movePointRight(8).add(new BigDecimal(part));
    }
    return version;
  }

  /** With hexadecimal digits in lower case. */
  private static String encodeUrl(String text, String space) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    var result = new StringBuilder();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        result.append(encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
        i += 2;
      } else {
        result.append(c == '+' ? space : c == '*' ? "%2a" : String.valueOf(c));
      }
    }
    return result.toString();
  }

  private static String decodeUrl(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Optional<byte[]> decodeBase64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Object array(byte[] bytes) {
    var array = new ArrayList<Object>();
    for (byte b : bytes) {
      array.add((long) (b & 0xFF));
    }
    return array;
  }

  private static void digest(Family family, String name, String algorithm) {
    family.strict(
        name + "(any) string",
        a -> {
          try {
            byte[] text = Values.text(a[0]).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static long modulo(long hash, Object[] a) {
    if (a.length < 2) {
      return hash;
    }
    long divisor = (Long) a[1];
    if (divisor <= 0) {
      throw Refusal.unsupported("a hash by a number that isn't positive");
    }
    return Long.remainderUnsigned(hash, divisor);
  }
}
