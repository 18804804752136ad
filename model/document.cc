#include "model/document.h"

#include "model/text.h"

namespace dateline {

Key DocumentKey(const Document& document) {
  if (!document.keys.empty()) return HashKey({"official", document.keys.front()});
  if (!document.guid.empty()) return HashKey({"guid", document.source, document.guid});
  if (!document.url.empty()) return HashKey({"url", document.url});
  return HashKey({"text", document.source, TextKey(document).Hex()});
}

Key RevisionKey(const Key& document, const Document& content) {
  return HashKey({document.Hex(), content.title, content.text});
}

Key TextKey(const Document& content) { return HashKey({FoldCase(CollapseSpace(content.text))}); }

}  // namespace dateline
