export { PrismaClient } from './generated/client';
