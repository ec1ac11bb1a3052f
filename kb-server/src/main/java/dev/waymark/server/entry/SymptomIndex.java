package dev.waymark.server.entry;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.Entry;
import dev.waymark.runbooks.CompiledEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds entries by what people see. A word counts for more the fewer entries have it (as in BM25)
 * and the nearer it stands to the symptoms; an entry whose own error string stands in the text as a
 * whole counts for more than any heap of single words.
 */
final class SymptomIndex {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern MARKUP = Pattern.compile("[`*_#>\\[\\]]|\\]\\([^)]*\\)");

  private static final int MOST_WORDS = 600;
  private static final int LONGEST_TEXT = 128 * 1024;
  private static final int MOST_REASONS = 4;
  private static final int SHORTEST_PREFIX = 3;

  private static final double TITLE = 3;
  private static final double ERROR_STRING = 4;
  private static final double SYMPTOM = 2.5;
  private static final double TAG = 2;
  private static final double HEADING = 1;
  private static final double PROSE = 0.5;

  /** How much a whole error string is worth beside its words. */
  private static final double PHRASE_BONUS = 3;

  /** Where repeating a word stops to matter, as in BM25. */
  private static final double SATURATION = 1.2;

  /** Stands before the first word of an error string, and in no word. */
  private static final String BEGINS = "\n";

  private final Map<Integer, Document> documents;

  /** For each word the entries that have it, with its weight there. */
  private final Map<String, Map<Integer, Double>> postings;

  /** The number of each entry, by path; one that changes keeps it. */
  private final Map<String, Integer> numbers;

  private SymptomIndex(
      Map<Integer, Document> documents,
      Map<String, Map<Integer, Double>> postings,
      Map<String, Integer> numbers) {
    this.documents = documents;
    this.postings = postings;
    this.numbers = numbers;
  }

  /** An entry that fits. */
  record Hit(CompiledEntry entry, double score, List<String> because) {}

  /**
   * An entry as it is searched.
   *
   * @param weights of its words
   * @param sentences what may be shown as the reason of a match, most telling first
   */
  private record Document(
      CompiledEntry entry, Map<String, Double> weights, List<Sentence> sentences) {
    static Document of(CompiledEntry compiled) {
      Map<String, Double> weights = SymptomIndex.weights(compiled);
      List<Sentence> sentences = compiled.entry().map(SymptomIndex::sentences).orElse(List.of());
      sentences.stream()
          .flatMap(sentence -> sentence.phrases().stream())
          .forEach(phrase -> weights.put(BEGINS + phrase.strip().split(" ")[0], 1.0));
      return new Document(compiled, weights, sentences);
    }
  }

  /**
   * A symptom.
   *
   * @param shown as plain text
   * @param phrases error strings in it, as {@link SymptomWords#phrase} gives them
   */
  private record Sentence(String shown, Set<String> words, List<String> phrases) {}

  static SymptomIndex of(List<CompiledEntry> entries) {
    Map<Integer, Document> documents = new LinkedHashMap<>();
    Map<String, Map<Integer, Double>> postings = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (CompiledEntry compiled : entries) {
      int number = documents.size();
      Document document = Document.of(compiled);
      documents.put(number, document);
      numbers.put(compiled.source().path(), number);
      document
          .weights()
          .forEach(
              (word, weight) ->
                  postings.computeIfAbsent(word, w -> new HashMap<>()).put(number, weight));
    }
    return new SymptomIndex(documents, postings, numbers);
  }

  /**
   * The index after some entries have changed; this one goes on. Only the words that an entry
   * gained, lost or gave another weight are touched.
   *
   * @param gone paths of entries that aren't there any more, or are among those that come
   * @param come entries that are new or changed
   */
  SymptomIndex changed(List<String> gone, List<CompiledEntry> come) {
    Map<Integer, Document> nextDocuments = new LinkedHashMap<>(documents);
    Map<String, Integer> nextNumbers = new HashMap<>(numbers);
    Map<Integer, Map<String, Double>> before = new HashMap<>();
    for (String path : gone) {
      Integer number = nextNumbers.remove(path);
      Document document = number == null ? null : nextDocuments.remove(number);
      if (document != null) {
        before.put(number, document.weights());
      }
    }
    Map<Integer, Map<String, Double>> after = new HashMap<>();
    int free = 1 + documents.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    for (CompiledEntry compiled : come) {
      Integer known = numbers.get(compiled.source().path());
      int number = known == null ? free++ : known;
      Document document = Document.of(compiled);
      nextDocuments.put(number, document);
      nextNumbers.put(compiled.source().path(), number);
      after.put(number, document.weights());
    }
    return new SymptomIndex(nextDocuments, postings(before, after), nextNumbers);
  }

  private Map<String, Map<Integer, Double>> postings(
      Map<Integer, Map<String, Double>> before, Map<Integer, Map<String, Double>> after) {
    Map<String, Map<Integer, Double>> next = new HashMap<>(postings);
    Set<String> copied = new HashSet<>();
    before.forEach(
        (number, weights) ->
            weights.forEach(
                (word, weight) -> {
                  if (!weight.equals(after.getOrDefault(number, Map.of()).get(word))) {
                    own(next, copied, word).remove(number);
                  }
                }));
    after.forEach(
        (number, weights) ->
            weights.forEach(
                (word, weight) -> {
                  if (!weight.equals(before.getOrDefault(number, Map.of()).get(word))) {
                    own(next, copied, word).put(number, weight);
                  }
                }));
    copied.stream()
        .filter(word -> next.getOrDefault(word, Map.of()).isEmpty())
        .forEach(next::remove);
    return next;
  }

  /** The entries of a word, in a map that only the next index has. */
  private static Map<Integer, Double> own(
      Map<String, Map<Integer, Double>> next, Set<String> copied, String word) {
    Map<Integer, Double> known = next.getOrDefault(word, Map.of());
    if (!copied.add(word)) {
      return known;
    }
    Map<Integer, Double> copy = new HashMap<>(known);
    next.put(word, copy);
    return copy;
  }

  List<Hit> search(String text, int limit) {
    String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    Set<String> words = new LinkedHashSet<>(SymptomWords.of(bounded));
    String phrase = SymptomWords.phrase(bounded);
    Map<Integer, Double> scores = new HashMap<>();
    words.stream().limit(MOST_WORDS).forEach(word -> addWord(word, words.size(), scores));
    withPhraseOf(phrase)
        .forEach(
            number -> {
              double bonus = phraseBonus(requireNonNull(documents.get(number)), phrase);
              if (bonus > 0) {
                scores.merge(number, bonus, Double::sum);
              }
            });
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(
            scored ->
                hit(
                    requireNonNull(documents.get(scored.getKey())),
                    scored.getValue(),
                    words,
                    phrase))
        .toList();
  }

  private void addWord(String word, int count, Map<Integer, Double> scores) {
    Map<Integer, Double> exact = postings.get(word);
    if (exact != null) {
      add(exact, 1, scores);
      return;
    }
    // Somebody may still be typing the last of a few words; in a pasted text a word is whole.
    if (count <= 5 && word.length() >= SHORTEST_PREFIX) {
      postings.forEach(
          (known, entries) -> {
            if (known.startsWith(word)) {
              add(entries, 0.5, scores);
            }
          });
    }
  }

  private void add(Map<Integer, Double> entries, double share, Map<Integer, Double> scores) {
    double rarity =
        Math.log(1 + (documents.size() - entries.size() + 0.5) / (entries.size() + 0.5));
    entries.forEach(
        (number, weight) ->
            scores.merge(
                number,
                share * rarity * weight * (SATURATION + 1) / (weight + SATURATION),
                Double::sum));
  }

  /** The entries with an error string that begins with one of the words: few among thousands. */
  private Set<Integer> withPhraseOf(String phrase) {
    Set<Integer> numbers = new HashSet<>();
    for (String word : phrase.strip().split(" ")) {
      numbers.addAll(postings.getOrDefault(BEGINS + word, Map.of()).keySet());
    }
    return numbers;
  }

  /** The longer the error string, the less it stands there by chance. */
  private static double phraseBonus(Document document, String phrase) {
    double bonus = 0;
    for (Sentence sentence : document.sentences()) {
      for (String known : sentence.phrases()) {
        if (phrase.contains(known)) {
          bonus += PHRASE_BONUS * Math.sqrt(known.strip().split(" ").length);
        }
      }
    }
    return bonus;
  }

  private static Hit hit(Document document, double score, Set<String> words, String phrase) {
    List<String> because =
        document.sentences().stream()
            .filter(sentence -> worth(sentence, words, phrase) > 0)
            .sorted(
                Comparator.<Sentence>comparingDouble(sentence -> -worth(sentence, words, phrase)))
            .limit(MOST_REASONS)
            .map(Sentence::shown)
            .toList();
    return new Hit(document.entry(), score / (score + 5), because);
  }

  private static double worth(Sentence sentence, Set<String> words, String phrase) {
    double whole = sentence.phrases().stream().filter(phrase::contains).count() * 10;
    return whole + sentence.words().stream().filter(words::contains).count();
  }

  private static Map<String, Double> weights(CompiledEntry compiled) {
    Map<String, Double> weights = new HashMap<>();
    count(weights, compiled.id(), TAG);
    compiled.entry().ifPresent(entry -> count(weights, entry));
    return weights;
  }

  private static void count(Map<String, Double> weights, Entry entry) {
    count(weights, entry.frontMatter().title(), TITLE);
    count(weights, entry.frontMatter().service(), TAG);
    entry.frontMatter().tags().forEach(tag -> count(weights, tag, TAG));
    count(weights, entry.introduction().markdown(), PROSE);
    entry.symptoms().forEach(symptom -> countSymptom(weights, symptom.markdown()));
    entry.steps().forEach(step -> count(weights, step.heading().text(), HEADING));
    entry.causes().forEach(cause -> count(weights, cause.heading().text(), HEADING));
  }

  private static void countSymptom(Map<String, Double> weights, String markdown) {
    count(weights, markdown, SYMPTOM);
    Matcher code = CODE.matcher(markdown);
    while (code.find()) {
      count(weights, code.group(1), ERROR_STRING);
    }
  }

  private static void count(Map<String, Double> weights, String text, double weight) {
    for (String word : new HashSet<>(SymptomWords.of(text))) {
      weights.merge(word, weight, Double::sum);
    }
  }

  private static List<Sentence> sentences(Entry entry) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(sentence(entry.frontMatter().title()));
    entry.symptoms().forEach(symptom -> sentences.add(sentence(symptom.markdown())));
    return sentences;
  }

  private static Sentence sentence(String markdown) {
    List<String> phrases = new ArrayList<>();
    Matcher code = CODE.matcher(markdown);
    while (code.find()) {
      String phrase = SymptomWords.phrase(code.group(1));
      if (!phrase.isBlank()) {
        phrases.add(phrase);
      }
    }
    return new Sentence(
        MARKUP.matcher(markdown).replaceAll("").strip(),
        Set.copyOf(SymptomWords.of(markdown)),
        List.copyOf(phrases));
  }
}
