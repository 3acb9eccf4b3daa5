// name: ambiguous-numbers
// title:
//   vi: Số, ký hiệu trùng nhau
//   en: Numbers that several documents carry
// description:
//   vi: Những số, ký hiệu mà từ hai văn bản trở lên cùng mang (khác năm hoặc khác cơ quan ban hành); khi trích dẫn cần ghi rõ ngày.
//   en: Numbers carried by two or more documents (of another year or issuer); a citation of them needs its date.
// parameters: []
// columns:
//   - {name: number, kind: text, vi: "Số, ký hiệu", en: Number}
//   - {name: documents, kind: list, vi: Văn bản, en: Documents}
//   - {name: count, kind: integer, vi: Số văn bản, en: Count}
//   - {name: dates, kind: list, vi: Ngày hoặc năm ban hành, en: Issued on or in}
//   - {name: issuers, kind: list, vi: Cơ quan ban hành, en: Issuers}
//   - {name: document_ids, kind: ids, hidden: true, vi: Mã văn bản, en: Document ids}
// example: {}
MATCH (d:Document)
WHERE d.number IS NOT NULL
WITH d, coalesce(d.number_key, d.number) AS key, coalesce(d.issued_on, toString(d.year), '') AS issued
ORDER BY issued, d.name, d.id
WITH key, min(d.number) AS number, collect(d.name) AS documents, collect(issued) AS dates,
  collect(DISTINCT d.issuer) AS issuers, collect(d.id) AS document_ids
WHERE size(document_ids) >= 2
RETURN number AS number, documents AS documents, size(document_ids) AS count, dates AS dates, issuers AS issuers,
  document_ids AS document_ids
ORDER BY number, key
