// name: collaborators
// title:
//   vi: Đơn vị phối hợp
//   en: Collaborators
// description:
//   vi: Những đơn vị nào phối hợp trong các nhiệm vụ do đơn vị này chủ trì hoặc cùng chủ trì; đơn vị cùng chủ trì không tính là phối hợp.
//   en: Which units support the tasks that this unit leads or co-leads; co-leads do not count as supports.
// parameters:
//   - {name: unit, kind: unit, required: true, vi: Đơn vị, en: Unit}
// columns:
//   - {name: unit, kind: text, vi: Đơn vị phối hợp, en: Supporting unit}
//   - {name: tasks, kind: integer, vi: Số nhiệm vụ, en: Tasks}
//   - {name: generic, kind: boolean, vi: Nhóm chung, en: General group}
//   - {name: places, kind: list, vi: Ở đâu, en: Where}
//   - {name: unit_id, kind: id, hidden: true, vi: Mã đơn vị, en: Unit id}
//   - {name: task_ids, kind: ids, hidden: true, vi: Mã nhiệm vụ, en: Task ids}
// example: {unit: TT CNTT}
MATCH (:Unit {id: $unit})-[:LEADS]->(t:Task)
WITH DISTINCT t
MATCH (u:Unit)-[:SUPPORTS]->(t)
WHERE u.id <> $unit
WITH DISTINCT u, t
MATCH (d:Document {id: t.document})
WITH u, t, d
ORDER BY coalesce(d.issued_on, ''), d.number, d.id, t.order, t.path, t.id
WITH u, collect(coalesce(d.number, d.name) + ' ' + t.path) AS places, collect(t.id) AS task_ids
RETURN u.title AS unit, size(task_ids) AS tasks, u.generic AS generic, places AS places, u.id AS unit_id, task_ids AS task_ids
ORDER BY tasks DESC, unit, unit_id
