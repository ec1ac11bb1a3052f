package dev.waymark.kql.syntax;

import java.util.HashSet;
import java.util.Set;

/**
 * Words that can't be names unless they stand in brackets, as Kusto's own parser has them (<a
 * href="https://github.com/microsoft/Kusto-Query-Language/blob/master/src/Kusto.Language/Syntax/SyntaxFacts.cs">SyntaxFacts</a>).
 */
final class Keywords {
  /** Words that stand between operands, so that a name can't be meant. */
  private static final Set<String> OPERATORS =
      hashed(
          """
          and asc between by contains contains_cs containscs desc endswith endswith_cs has has_all
          has_any has_cs hasprefix hasprefix_cs hassuffix hassuffix_cs in in~ let like likecs matches
          notcontains notcontainscs notlike notlikecs of on or startswith startswith_cs to where with
          """);

  /** Words that are columns to those who write them, and keywords to Kusto. */
  private static final Set<String> MISTAKABLE =
      hashed(
          """
          accumulate anomalychart areachart as bagexpansion barchart boolean byte cachingpolicy
          callout cancel card char columnchart cycles dataexport datascope datatable date datetime
          decimal decodeblocks double dynamic earliest encodingpolicy expandoutput
          extent_tags_retention external_data externaldata find first flags float force_remote
          harddelete hardretention hotcache int int16 int32 int64 int8 invoke isfuzzy journal
          ladderchart last latest linechart long materialize mdm missing nooptimization others
          pathformat piechart pivotchart print project queries query_results real relaxed
          restricted_view_access row_level_security rowstore rowstore_references rowstore_sealinfo
          rowstorepolicy rowstores sample scatterchart seal seals search set shards simple softdelete
          softretention sql stackedareachart statistics storedqueryresultcontainers string tablepurge
          time timechart timeline timepivot timespan title toscalar totable treemap uint uint16
          uint32 uint64 uint8 ulong union uniqueid unrestrictedviewers verbose viewers views
          with_itemindex with_match_id with_step_name writeaheadlog
          """);

  /** Keywords that may name what an assignment makes all the same. */
  private static final Set<String> DECLARABLE =
      hashed(
          """
          accumulate as by contains datatable earliest externaldata find has in invoke latest
          materialize mdm of print sample search set sql title to toscalar totable verbose viewers
          where
          """);

  private Keywords() {}

  private static Set<String> hashed(String words) {
    return new HashSet<>(Set.of(words.strip().split("\\s+")));
  }

  static boolean isOperator(String word) {
    return OPERATORS.contains(word);
  }

  /** Whether a word can't be a column, a table or a member unless it stands in brackets. */
  static boolean isReserved(String word) {
    return OPERATORS.contains(word) || MISTAKABLE.contains(word);
  }

  static boolean isDeclarable(String word) {
    return !isReserved(word) || DECLARABLE.contains(word);
  }
}
