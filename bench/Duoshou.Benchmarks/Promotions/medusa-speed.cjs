// Measures the calculation of @medusajs/promotion: its own computeActions, with the promotions given in memory in place of its
// database. Usage: node medusa-speed.cjs FOLDER [SECONDS], where FOLDER has the package in node_modules.
const path = require("node:path");
const folder = path.resolve(process.argv[2]);
const packageFolder = path.join(folder, "node_modules", "@medusajs", "promotion");
const Service = require(path.join(packageFolder, "dist", "services", "promotion-module.js")).default;
const version = require(path.join(packageFolder, "package.json")).version;

const seconds = Number(process.argv[3] ?? 3);
let seed = 1;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;

function promotions(count, everywhere) {
  return Array.from({ length: count }, (_, i) => ({
    id: "p" + i, code: "P" + i, type: "standard", is_automatic: false, status: "active", rules: [],
    application_method: {
      type: "percentage", target_type: "items", allocation: "each", value: 0.01 + (i % 50) / 100, max_quantity: 1000, buy_rules: [],
      target_rules: everywhere ? [] : [{ attribute: "items.product.id", operator: "in", values: [{ value: "product" + random(50000) }] }],
    },
  }));
}

function cart() {
  const items = Array.from({ length: 10 }, (_, i) => {
    const quantity = 1 + random(3), price = 5 + random(300);
    return { id: "l" + i, quantity, subtotal: quantity * price, original_total: quantity * price, is_discountable: true, product: { id: "product" + random(50000) } };
  });
  return { currency_code: "cny", items, shipping_methods: [] };
}

async function measure(name, count, everywhere) {
  const stored = promotions(count, everywhere), codes = stored.map((p) => p.code), carts = Array.from({ length: 256 }, cart);
  const service = Object.create(Service.prototype);
  service.baseRepository_ = { getFreshManager: () => ({}) };
  service.listActivePromotions_ = async () => stored;
  const price = (i) => service.computeActions(codes, carts[i % carts.length], { prevent_auto_promotions: true });
  for (let i = 0; i < 3; i++) await price(i);
  const times = [], used = process.cpuUsage(), start = process.hrtime.bigint();
  const spent = () => { const u = process.cpuUsage(used); return (u.user + u.system) / 1e6; };
  while (spent() < seconds || times.length < 3) {
    const at = process.hrtime.bigint();
    await price(times.length);
    times.push(Number(process.hrtime.bigint() - at) / 1e6);
  }
  const wall = Number(process.hrtime.bigint() - start) / 1e9, cpu = spent();
  times.sort((a, b) => a - b);
  const at = (q) => times[Math.floor(times.length * q)].toFixed(3);
  console.log(`| ${name} | ${(times.length / wall).toFixed(0)} | ${(times.length / cpu).toFixed(0)} | ${at(0.5)} | ${at(0.99)} | – |`);
}

(async () => {
  console.log(`@medusajs/promotion ${version} in the same run, Node ${process.version}, its own computeActions with promotions in memory:\n`);
  console.log("| load | carts/s wall | carts/s processor | p50 ms | p99 ms | proven best |\n|---|---:|---:|---:|---:|---:|");
  for (const count of [20, 200, 1000]) await measure(`10 lines, ${count} promotions all on every line`, count, true);
  for (const count of [20, 200, 1000]) await measure(`10 lines, ${count} promotions for single products`, count, false);
})();
