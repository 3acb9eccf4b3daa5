// name: findings
// title:
//   vi: Việc cần người xem lại
//   en: Things to look at
// description:
//   vi: Những chỗ trong văn bản mà máy không chắc hoặc văn bản tự mâu thuẫn; lỗi trước, cảnh báo sau.
//   en: Places where the reading is unsure or the documents contradict themselves; errors first, then warnings.
// parameters:
//   - {name: code, kind: code, vi: Mã loại, en: Code}
// columns:
//   - name: severity
//     kind: choice
//     vi: Mức độ
//     en: Severity
//     choices:
//       - {value: error, vi: lỗi, en: error}
//       - {value: warning, vi: cảnh báo, en: warning}
//       - {value: info, vi: thông tin, en: information}
//   - {name: code, kind: code, vi: Mã loại, en: Code}
//   - {name: message, kind: text, vi: Nội dung, en: Message}
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: finding_id, kind: id, hidden: true, vi: Mã ghi nhận, en: Finding id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {}
MATCH (f:Finding)
WHERE $code IS NULL OR f.code = $code
OPTIONAL MATCH (s:Source {id: f.source})
WITH f, s, CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS turn
RETURN f.severity AS severity, f.code AS code, f.message AS message, f.document AS document, f.path AS path,
  f.quote AS quote, s.file AS source, f.id AS finding_id, s.id AS source_id
ORDER BY turn, code, coalesce(document, ''), coalesce(source, ''), coalesce(f.start, 0), message, finding_id
